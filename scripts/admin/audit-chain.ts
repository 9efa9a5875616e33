import type { Db } from '../../server/src/database.ts'
import { verifyChain, type Fault } from '../../server/src/modules/audit/verify.ts'

/** The running app chains within a second; so much later nobody does. */
const tolerableLagSeconds = 60

const about: Readonly<Record<Fault['kind'], readonly [what: string, where: string]>> = {
  gap: ['missing links', 'from number'],
  changed: ['changed entries', 'number'],
  removed: ['removed entries', 'number'],
  unchained: ['entries in no chain', 'id'],
}

/** `changed entries: 1 (number 17)`; where there are many, the first of them. */
const sentence = ({ kind, count, where }: Fault): string =>
  `${about[kind][0]}: ${count} (${about[kind][1]} ${where.join(', ')})`

/** Recomputes the whole audit chain. Throws a sentence with every fault; `running`: whether an app should be chaining. */
export const auditChain = async (db: Db, running: boolean): Promise<string> => {
  const { links, head, waiting, lagSeconds, faults } = await verifyChain(db)
  const wrong = faults.map(sentence)
  const lag = `${waiting} waiting, the oldest for ${lagSeconds.toFixed(1)} s`
  if (running && lagSeconds > tolerableLagSeconds) wrong.push(`nobody chains: ${lag}`)
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  const upTo = links === 0 ? '' : `, head ${head.number}:${head.hash}`
  return `${links} entries chained and unchanged${upTo}; ${waiting === 0 ? 'none waiting' : lag}`
}
