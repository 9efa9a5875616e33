import type { Remark } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { presentRemark } from './present.ts'
import { insertRemark, selectRemark } from './remark-repository.ts'
import { tellOrderPage } from './tell.ts'
import { assertChangeable } from './visibility.ts'

/** 提交备注 (manual 3.13), on closed orders too. Throws `not_found` or `forbidden`. */
export const addRemark = ({
  ctx,
  actor,
  id: workOrderId,
  text,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
  text: string
}): Promise<Remark> =>
  ctx.db.transaction().execute(async (tx) => {
    await assertChangeable(tx, actor, workOrderId)
    const id = newId()
    await insertRemark(tx, { id, workOrderId, authorId: actor.accountId, text })
    await audit(tx, actor, 'remark.add', { workOrderId, targetId: id })
    // The order itself did not change: whoever edits it meanwhile is not refused.
    await tellOrderPage(tx, workOrderId)
    return presentRemark(await selectRemark(tx, id))
  })
