import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id as a PHC string. */
export const hashPassword = (plain: string): Promise<string> => hash(plain, cost)

let decoy: Promise<string> | undefined

/** Takes as long for an account that does not exist (null) as for one that does. */
export async function verifyPassword(phc: string | null, plain: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(phc ?? (await decoy), plain)
  return phc !== null && matches
}
