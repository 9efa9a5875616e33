/** What the edges and other modules ask about work orders; the verbs stand in files of their own. */
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { contactPhone } from './repository.ts'
import { isOrderVisible } from './visibility.ts'

/** The socket's question about the topic `work-order:<id>`. */
export const mayFollowWorkOrder = (
  ctx: Pick<AppContext, 'db'>,
  actor: AccountActor,
  workOrderId: string,
): Promise<boolean> => isOrderVisible(ctx.db, actor, workOrderId)

/** Where one-time codes go; never shown to whoever asks for one. */
export const contactPhoneOf = (db: DbOrTx, workOrderId: string): Promise<string> =>
  contactPhone(db, workOrderId)
