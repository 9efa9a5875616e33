/** Business types, their items and photo categories, as administrators edit them (manual 3.18). */
import { z } from 'zod'
import { id, line, version } from './common.ts'

export const businessTypeSettings = z.object({
  id,
  version,
  name: z.string(),
  /** 理赔 */
  claim: z.boolean(),
  items: z.array(z.object({ id, name: z.string() })),
  /** 照片分类, in order; the required ones are ticked off on the order's page. */
  photoCategories: z.array(z.object({ id, name: z.string(), required: z.boolean() })),
})
export type BusinessTypeSettings = z.infer<typeof businessTypeSettings>

const fields = {
  name: line(20),
  claim: z.boolean(),
  /** Without an id: a new one. One that is left out is offered no more; what used it keeps it. */
  items: z
    .array(z.strictObject({ id: id.optional(), name: line(20) }))
    .min(1)
    .max(50),
  photoCategories: z
    .array(z.strictObject({ id: id.optional(), name: line(20), required: z.boolean() }))
    .max(50),
}
export const createBusinessType = z.strictObject(fields)
export const saveBusinessType = z.strictObject({ version, ...fields })
export type SaveBusinessType = z.input<typeof saveBusinessType>
export const orderBusinessTypes = z.strictObject({ ids: z.array(id).min(1).max(200) })
