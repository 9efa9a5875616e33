/** 客服组 (manual 3.18): only members are rung, for the items that are its skills. */
import { z } from 'zod'
import { id, line, version } from './common.ts'
import { roles } from './permissions.ts'

export const group = z.object({
  id,
  version,
  name: z.string(),
  /** Skills: business items. */
  itemIds: z.array(id),
  members: z.array(z.object({ id, username: z.string(), name: z.string(), role: z.enum(roles) })),
})
export type Group = z.infer<typeof group>

const fields = {
  name: line(40),
  itemIds: z.array(id).max(500),
  memberIds: z.array(id).max(1000),
}
export const createGroup = z.strictObject(fields)
export const saveGroup = z.strictObject({ version, ...fields })
export type SaveGroup = z.input<typeof saveGroup>
