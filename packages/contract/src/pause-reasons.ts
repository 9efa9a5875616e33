/** Reasons for 暂放 (manual 3.1), as agents choose them and administrators edit them. */
import { z } from 'zod'
import { id, line, version } from './common.ts'

export const pauseReason = z.object({ id, version, name: z.string() })
export type PauseReason = z.infer<typeof pauseReason>

const fields = { name: line(20) }
export const createPauseReason = z.strictObject(fields)
export const savePauseReason = z.strictObject({ version, ...fields })
export const orderPauseReasons = z.strictObject({ ids: z.array(id).min(1).max(200) })
