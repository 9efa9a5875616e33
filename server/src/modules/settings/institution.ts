/** Name, telephone, colour and logo (manual 3.18): one part of the settings with one version. */
import type { z } from 'zod'
import type {
  InstitutionSettings,
  saveInstitution as saveInstitutionShape,
} from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import type { FileAnswer } from '../../platform/http/routes.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { drawLogo } from './logo.ts'
import type { Settings } from './schema.ts'
import { lockPart, presentInstitution, readPart, writeSetting } from './service.ts'

interface Edit {
  readonly ctx: AppContext
  readonly actor: AccountActor
  /** The version that the person saw. */
  readonly version: number
}

/** The settings as administrators see them. */
export async function readInstitution({
  ctx,
}: {
  ctx: Pick<AppContext, 'db'>
}): Promise<InstitutionSettings> {
  const { value, version } = await readPart(ctx.db, 'institution')
  return { ...presentInstitution(value), version }
}

const write = (
  { ctx, actor, version }: Edit,
  action: 'settings.institution' | 'settings.logo',
  change: Partial<Settings['institution']>,
): Promise<InstitutionSettings> =>
  ctx.db.transaction().execute(async (tx) => {
    const from = await lockPart(tx, 'institution', version)
    const to = { ...from, ...change }
    await writeSetting(tx, 'institution', to)
    await audit(tx, actor, action, { details: { from, to } })
    await notify(tx, 'settings', 0)
    return { ...presentInstitution(to), version: version + 1 }
  })

/** Throws `stale_version`. */
export const saveInstitution = ({
  ctx,
  actor,
  input: { version, name, supportPhone, colour },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof saveInstitutionShape>
}): Promise<InstitutionSettings> =>
  write({ ctx, actor, version }, 'settings.institution', {
    name,
    supportPhone,
    colour: colour && colour.toLowerCase(),
  })

/** Keeps a picture drawn anew from `bytes`, never those themselves. Throws `not_an_image`, `stale_version`. */
export async function changeLogo(edit: Edit, bytes: Uint8Array): Promise<InstitutionSettings> {
  const logo = await edit.ctx.storage.put(await drawLogo(bytes))
  return write(edit, 'settings.logo', { logo })
}

/** Throws `stale_version`. */
export const removeLogo = (edit: Edit): Promise<InstitutionSettings> =>
  write(edit, 'settings.logo', { logo: null })

/** The logo in force, for anybody; photos rest in the same storage, so no other key opens. Throws `not_found`. */
export async function openLogo({
  ctx,
  sha256,
}: {
  ctx: AppContext
  sha256: string
}): Promise<FileAnswer> {
  const { value } = await readPart(ctx.db, 'institution')
  const file = value.logo === sha256 ? await ctx.storage.read(sha256) : null
  if (!file) throw new AppError('not_found')
  return { ...file, mediaType: 'image/png', fileName: 'logo.png', immutable: true }
}
