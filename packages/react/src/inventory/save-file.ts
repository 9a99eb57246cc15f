/** Saves what was loaded as a file of this name. */
export const saveFile = ({ name, blob }: { name: string; blob: Blob }): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
