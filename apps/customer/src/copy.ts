/** Puts `text` on the clipboard; false where the browser does not let it. Needs the customer's tap. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Absent or refused in old in-app browsers; those know the older way.
    return copyFromField(text)
  }
}

function copyFromField(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  // No keyboard comes up for it.
  field.readOnly = true
  field.className = 'out-of-sight'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  return copied
}
