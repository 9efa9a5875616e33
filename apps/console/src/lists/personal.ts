/** What was typed into a search box and names a person: it stays out of addresses, which browsers and proxies keep. */

/** Phone, ID number, or what is no number or code at all: a name. */
export function isPersonal(search: string): boolean {
  const text = search.trim()
  return (
    /^1[3-9]\d{9}$/.test(text) || /^(\d{15}|\d{17}[\dX])$/i.test(text) || !/^[\w./-]*$/.test(text)
  )
}
