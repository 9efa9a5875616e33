/** Without 0/O, 1/l/I and the like: it is read out and typed by people. */
const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const length = 12

/** A random password for the first sign-in, about 69 bits. */
export function newPassword(): string {
  // Bytes beyond the last whole multiple are drawn again: every sign is as likely as the others.
  const limit = 256 - (256 % signs.length)
  let password = ''
  while (password.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length)))
      if (byte < limit && password.length < length) password += signs[byte % signs.length]
  return password
}
