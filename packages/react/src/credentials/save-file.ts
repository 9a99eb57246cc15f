/** Saves this as a file of this name (browsers take a leading dot off, and add `.txt` to plain text). Its address is withdrawn at once, so that nothing else can read it. */
export const saveFile = (name: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
