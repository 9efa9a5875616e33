import type { AccountActor } from '../../actor.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { setHandler } from './repository.ts'
import { tellOrder } from './tell.ts'

/** An answered call makes its order 处理中 and the agent its handler (manual 3.3). Throws `order_closed`. */
export async function markAnswered(
  tx: Tx,
  workOrderId: string,
  agent: Pick<AccountActor, 'accountId'>,
): Promise<void> {
  const version = await setHandler(tx, workOrderId, agent.accountId)
  if (version === null) throw new AppError('order_closed')
  await tellOrder(tx, workOrderId, version)
}
