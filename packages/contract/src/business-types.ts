/** Business types, their items and photo categories, as administrators edit them (manual 3.18). */
import { z } from 'zod'
import { id, line, version } from './common.ts'

/** familiar: familiar agents first. random: by lot among the idle, where the law demands it. */
export const assignments = ['familiar', 'random'] as const
export type Assignment = (typeof assignments)[number]
const assignment = z.enum(assignments)

export const businessTypeSettings = z.object({
  id,
  version,
  name: z.string(),
  /** 理赔 */
  claim: z.boolean(),
  assignment,
  /** How long a call is kept for a familiar agent who is there but not free. */
  familiarWaitSeconds: z.int(),
  items: z.array(z.object({ id, name: z.string() })),
  /** 照片分类, in order; the required ones are ticked off on the order's page. */
  photoCategories: z.array(z.object({ id, name: z.string(), required: z.boolean() })),
})
export type BusinessTypeSettings = z.infer<typeof businessTypeSettings>

const fields = {
  name: line(20),
  claim: z.boolean(),
  assignment: assignment.default('familiar'),
  familiarWaitSeconds: z.int().min(0).max(3600).default(0),
  /** Without an id: a new one. One that is left out is offered no more; what used it keeps it. */
  items: z
    .array(z.strictObject({ id: id.optional(), name: line(20) }))
    .min(1)
    .max(50),
  photoCategories: z
    .array(z.strictObject({ id: id.optional(), name: line(20), required: z.boolean() }))
    .max(50),
}
/** A claim falls through at once (manual 3.6), and a lot asks for nobody. */
const mayWait = (type: { claim: boolean; assignment: Assignment; familiarWaitSeconds: number }) =>
  type.familiarWaitSeconds === 0 || (!type.claim && type.assignment === 'familiar')
const neverWaits = { path: ['familiarWaitSeconds'] }
export const createBusinessType = z.strictObject(fields).refine(mayWait, neverWaits)
export const saveBusinessType = z.strictObject({ version, ...fields }).refine(mayWait, neverWaits)
export type SaveBusinessType = z.input<typeof saveBusinessType>
export const orderBusinessTypes = z.strictObject({ ids: z.array(id).min(1).max(200) })
