import type { z } from 'zod'
import { rightWay, type workOrderFilter, type workOrderStatus } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { readerOf, type Viewer } from './rules.ts'
import { searchTerms, type SearchTerms } from './search.ts'

/** As the list, its counts and its export are asked. */
export type AskedFilter = z.output<z.ZodObject<typeof workOrderFilter>> & {
  readonly status?: z.output<typeof workOrderStatus> | undefined
}

/** Which orders are meant, as the repository takes it. Null: everything. */
export interface OrderFilter {
  readonly viewer: Viewer
  readonly search: SearchTerms | null
  readonly status: z.output<typeof workOrderStatus> | null
  readonly handlerId: string | null
  readonly businessTypeId: string | null
  readonly from: Date | null
  readonly to: Date | null
  /** Whose time `from` and `to` are of. */
  readonly sort: 'created' | 'updated'
}

/** Of the orders that this person sees. Throws `invalid_input` for a period the wrong way round. */
export function orderFilter(
  ctx: Pick<AppContext, 'blindIndexes'>,
  actor: AccountActor,
  asked: AskedFilter,
): OrderFilter {
  if (!rightWay(asked))
    throw new AppError('invalid_input', {
      fields: [{ path: 'to', message: 'must be after from' }],
    })
  return {
    viewer: readerOf(actor),
    search: asked.search === undefined ? null : searchTerms(asked.search, ctx.blindIndexes),
    status: asked.status ?? null,
    handlerId: asked.handlerId ?? null,
    businessTypeId: asked.businessTypeId ?? null,
    from: asked.from === undefined ? null : new Date(asked.from),
    to: asked.to === undefined ? null : new Date(asked.to),
    sort: asked.sort,
  }
}
