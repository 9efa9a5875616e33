import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.ts'
import { newId } from '../../platform/ids.ts'
import { dutyTurn } from '../agents/transition.ts'
import { readSettings } from '../settings/service.ts'
import { explain } from './explanation.ts'
import { insertOffers } from './offer-repository.ts'
import { reachOf } from './reach.ts'
import { isThereWork, readRound, type RoundRow } from './repository.ts'
import { byLastAnswer, decideAll, type Decision } from './rules.ts'

/** A round holds the duty turn: whoever is freed meanwhile waits no longer than this many take. */
const mostInARound = 100

/** A call was cancelled under the decision: of what was decided after it, nothing would be true. */
class Outdated extends Error {}

/**
 * Rings the right agent for every waiting call that has one; several processes take turns. Returns how
 * many ring now.
 */
export async function assignWaiting(ctx: Pick<AppContext, 'db'>): Promise<number> {
  let rung = 0
  while (await isThereWork(ctx.db)) {
    try {
      const now = await assignRound(ctx)
      rung += now
      if (now < mostInARound) break
    } catch (cause) {
      if (!(cause instanceof Outdated)) throw cause
    }
  }
  return rung
}

function decideRound(round: RoundRow): Decision[] {
  const reach = reachOf(
    round.groups.map(({ itemIds, ...group }) => ({ ...group, itemIds: new Set(itemIds) })),
  )
  const facts = {
    reach,
    free: round.free.toSorted(byLastAnswer),
    unfree: round.unfree,
    signedIn: new Map(round.signedIn.map(({ accountId, groupIds }) => [accountId, groupIds])),
  }
  const calls = round.calls.map(({ resting, ...call }) => ({ ...call, resting: new Set(resting) }))
  return decideAll(calls, facts, mostInARound, randomUUID)
}

async function assignRound({ db }: Pick<AppContext, 'db'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await dutyTurn(tx)
    const { leaseSeconds, declineRestSeconds: restSeconds, ringSeconds } = await readSettings(tx)
    const round = await readRound(tx, { leaseSeconds, restSeconds, most: mostInARound })
    const decisions = decideRound(round)
    if (decisions.length === 0) return 0
    const offers = decisions.map((decision) => ({
      offerId: newId(),
      participantId: newId(),
      callId: decision.callId,
      agentId: decision.chosen.accountId,
      rule: decision.choice.rule,
      groupId: decision.groupId,
      ringSeconds: decision.ringSeconds ?? ringSeconds,
      explanation: explain(decision, { gone: round.gone, restSeconds }),
    }))
    if ((await insertOffers(tx, round, offers)) < offers.length) throw new Outdated()
    return offers.length
  })
}
