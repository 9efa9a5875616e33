/**
 * `npm run routing:replay -- <call>`: decides every offer of a call anew from the logs, and says whether it comes
 * to what was decided then. Ends with 1 where something differs.
 */
import { replayCall, type ReplayedOffer } from '../server/src/modules/routing/replay.ts'
import { withDatabase } from './admin/installation.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const describe = (decided: ReplayedOffer['rebuilt']): string => {
  if (decided === undefined) return 'an earlier version kept no snapshot to go by'
  if (decided === null) return 'nobody'
  const { agentId, rule, groupId, candidates, more, excluded } = decided
  const reasons = Object.entries(excluded).map(([reason, count]) => `${reason} ${count}`)
  return `agent ${agentId} by ${rule} for group ${groupId ?? '-'}; ${candidates.length + more} candidates; excluded: ${reasons.join(', ') || 'nobody'}`
}

const print = ({ id, at, outcome, recorded, rebuilt, differences }: ReplayedOffer): void => {
  console.log(`${at}  offer ${id}  ${outcome ?? 'rings now'}`)
  console.log(`  recorded  ${describe(recorded)}`)
  console.log(`  rebuilt   ${describe(rebuilt)}`)
  if (differences.length === 0) console.log('  agrees')
  for (const name of differences)
    console.log(
      `  differs   ${name}: ${JSON.stringify(recorded[name as keyof typeof recorded])} is not ${JSON.stringify(rebuilt?.[name as keyof typeof recorded])}`,
    )
}

const [callId = '', ...more] = process.argv.slice(2)
if (!uuid.test(callId) || more.length > 0) {
  console.error('npm run routing:replay -- <call>: name one call by its id.')
  process.exitCode = 2
} else {
  try {
    const offers = await withDatabase((db) => replayCall(db, callId))
    for (const offer of offers) print(offer)
    if (offers.length === 0) console.log('This call never rang for anybody.')
    process.exitCode = offers.some(({ differences }) => differences.length > 0) ? 1 : 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
