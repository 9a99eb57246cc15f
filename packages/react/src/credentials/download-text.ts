/** Saves a text as a file of this name (browsers take a leading dot off, and add `.txt` to plain text). The address of the text is withdrawn at once, so that nothing else can read it. */
export const downloadText = ({ name, text }: { name: string; text: string }): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
