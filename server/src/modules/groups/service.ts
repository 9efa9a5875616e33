/** 客服组 (manual 3.18): only members are rung, for the items that are their group's skills. */
import type { z } from 'zod'
import type { createGroup as createShape, Group, saveGroup as saveShape } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { assertOffered, lockOffer } from '../business-types/service.ts'
import {
  findGroup,
  holdAccounts,
  insertGroup,
  isGroupName,
  lockGroup,
  selectGroups,
  selectOverflows,
  updateGroup,
  writeParts,
  type GroupRow,
} from './repository.ts'
import { lockGroups } from './membership-repository.ts'
import { leadsTo } from './rules.ts'
import { tellGroups } from './tell.ts'
import { recordGroups } from './version-repository.ts'

interface Edit {
  readonly ctx: AppContext
  readonly actor: AccountActor
}

const present = ({ items, overflowGroupId, overflowAfterSeconds, ...rest }: GroupRow): Group => ({
  ...rest,
  overflow:
    overflowGroupId === null || overflowAfterSeconds === null
      ? null
      : { groupId: overflowGroupId, afterSeconds: overflowAfterSeconds },
  itemIds: items.map((item) => item.id),
})

/** What the audit log keeps of a group. */
function summary(row: GroupRow) {
  const { id: _id, version: _version, members, ...rest } = present(row)
  return { ...rest, memberIds: members.map((member) => member.id) }
}

type Fields = z.output<typeof createShape>

/** What the row itself holds. */
const columnsOf = ({ name, overflow, hours, ...input }: Fields) => ({
  name,
  ringSeconds: input.ringSeconds,
  wrapUpSeconds: input.wrapUpSeconds,
  queueLimit: input.queueLimit,
  overflowGroupId: overflow?.groupId ?? null,
  overflowAfterSeconds: overflow?.afterSeconds ?? null,
  hours: hours && JSON.stringify(hours),
})

async function livingGroup(tx: Tx, id: string): Promise<GroupRow> {
  const group = await findGroup(tx, id)
  if (!group) throw new AppError('not_found')
  return group
}

async function seenGroup(tx: Tx, id: string, version: number): Promise<GroupRow> {
  await lockGroup(tx, id)
  const group = await livingGroup(tx, id)
  if (group.version !== version) throw new AppError('stale_version')
  return group
}

/** Nobody is handed round in circles. Throws `unknown_group`, `overflow_cycle`. Hold `lockOffer`. */
async function assertOverflow(tx: Tx, id: string, to: string): Promise<void> {
  const overflows = await selectOverflows(tx)
  if (leadsTo(id, to, overflows))
    throw new AppError('overflow_cycle', {
      fields: [{ path: 'overflow.groupId', message: 'leads back' }],
    })
  if (!overflows.has(to))
    throw new AppError('unknown_group', {
      fields: [{ path: 'overflow.groupId', message: 'unknown' }],
    })
}

/** Throws what `addGroup` does. `living`: those of the members that are not deleted. */
async function check(
  tx: Tx,
  id: string,
  { name, itemIds, memberIds, overflow }: Fields,
  living: ReadonlySet<string>,
): Promise<void> {
  if (await isGroupName(tx, name, id))
    throw new AppError('group_name_taken', { fields: [{ path: 'name', message: 'taken' }] })
  await assertOffered(tx, itemIds)
  const unknown = memberIds.findIndex((memberId) => !living.has(memberId))
  if (unknown >= 0)
    throw new AppError('unknown_account', {
      fields: [{ path: `memberIds.${unknown}`, message: 'unknown' }],
    })
  if (overflow !== null) await assertOverflow(tx, id, overflow.groupId)
}

/** Every group, oldest first. */
export const listGroups = async ({ ctx }: Pick<Edit, 'ctx'>): Promise<Group[]> =>
  (await selectGroups(ctx.db)).map(present)

/** Throws `group_name_taken`, `unknown_business_item`, `unknown_account`, `unknown_group`, `overflow_cycle`. */
export const addGroup = ({
  ctx,
  actor,
  input,
}: Edit & { input: z.output<typeof createShape> }): Promise<Group> =>
  ctx.db.transaction().execute(async (tx) => {
    const living = await holdAccounts(tx, input.memberIds)
    await lockOffer(tx)
    const id = newId()
    await check(tx, id, input, living)
    await insertGroup(tx, { id, ...columnsOf(input) })
    await writeParts(tx, id, input.itemIds, input.memberIds)
    await recordGroups(tx, [id])
    const to = await livingGroup(tx, id)
    await audit(tx, actor, 'group.create', { targetId: id, details: { to: summary(to) } })
    await tellGroups(tx)
    return present(to)
  })

/** Throws `not_found`, `stale_version` and what `addGroup` does. */
export const saveGroup = ({
  ctx,
  actor,
  id,
  input,
}: Edit & { id: string; input: z.output<typeof saveShape> }): Promise<Group> =>
  ctx.db.transaction().execute(async (tx) => {
    const living = await holdAccounts(tx, input.memberIds)
    await lockOffer(tx)
    const from = await seenGroup(tx, id, input.version)
    await check(tx, id, input, living)
    await updateGroup(tx, id, columnsOf(input))
    await writeParts(tx, id, input.itemIds, input.memberIds)
    await recordGroups(tx, [id])
    const to = await livingGroup(tx, id)
    const details = { from: summary(from), to: summary(to) }
    await audit(tx, actor, 'group.edit', { targetId: id, details })
    await tellGroups(tx)
    return present(to)
  })

/** No longer overflows; who it was overflowing to is gone. */
async function endOverflow(tx: Tx, actor: AccountActor, id: string): Promise<void> {
  const from = await livingGroup(tx, id)
  await updateGroup(tx, id, { overflowGroupId: null, overflowAfterSeconds: null })
  const to = await livingGroup(tx, id)
  const details = { from: summary(from), to: summary(to) }
  await audit(tx, actor, 'group.edit', { targetId: id, details })
}

/**
 * Its members serve its items no more, and groups that overflow to it overflow to none. Throws `not_found`,
 * `stale_version`.
 */
export const deleteGroup = ({
  ctx,
  actor,
  id,
  version,
}: Edit & { id: string; version: number }): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockOffer(tx)
    const overflowing = [...(await selectOverflows(tx))].filter(([, to]) => to === id)
    const sources = overflowing.map(([source]) => source)
    await lockGroups(tx, [id, ...sources])
    const from = await seenGroup(tx, id, version)
    await updateGroup(tx, id, { deletedAt: new Date() })
    await audit(tx, actor, 'group.delete', { targetId: id, details: { from: summary(from) } })
    for (const source of sources) await endOverflow(tx, actor, source)
    await recordGroups(tx, [id, ...sources])
    await tellGroups(tx)
  })

/** Adds a group within a transaction of the caller's, who answers for names, items and members. Returns its id. */
export async function createGroup(
  tx: Tx,
  group: { name: string; itemIds: readonly string[]; memberIds: readonly string[] },
): Promise<string> {
  const id = newId()
  await insertGroup(tx, { id, name: group.name })
  await writeParts(tx, id, group.itemIds, group.memberIds)
  await recordGroups(tx, [id])
  return id
}
