/** Whether an address may be asked for what is secret or personal: in plain text only this machine may. */
export function isEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, search, username } = new URL(value)
  const near = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const safe = protocol === 'https:' || (protocol === 'http:' && near)
  return safe && pathname === '/' && search === '' && username === ''
}
