/** How personal data looks wherever it is not whole (product.md): 邓*闲, 156****3093. */

/** Keeps the first and the last character; of two the first, of one none. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  const [first = ''] = characters
  if (characters.length < 2) return '*'
  if (characters.length === 2) return `${first}*`
  return `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}

/** Keeps the first three and the last four digits. */
export const maskPhone = (phone: string): string =>
  phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')

/** Keeps the first three and the last four characters of 15 or 18. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.replace(/^(.{3})(.+)(.{4})$/, (_whole, first: string, middle: string, last: string) =>
    [first, '*'.repeat(middle.length), last].join(''),
  )
