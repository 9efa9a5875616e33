import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { createLimiter } from '../../platform/limiter.ts'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Each takes 19 MiB and one of the four threads that all files share.
const limited = createLimiter(2, 50)

/** argon2id as a PHC string. Throws `unavailable` in a flood. */
export const hashPassword = (plain: string): Promise<string> => limited(() => hash(plain, cost))

let decoy: Promise<string> | undefined

/** Takes as long for an account that does not exist (null) as for one that does. Throws `unavailable` in a flood. */
export async function verifyPassword(phc: string | null, plain: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', cost)
  const expected = phc ?? (await decoy)
  const matches = await limited(() => verify(expected, plain))
  return phc !== null && matches
}

/** A first password, where nobody gave one: 16 characters, 96 bits. */
export const makePassword = (): string => randomBytes(12).toString('base64url')
