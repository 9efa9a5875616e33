/** What a row of the CSV must be to become an account: pure. */
import type { z } from 'zod'
import { line, mobile, newPassword, username as usernameShape } from '@veridesk/contract'
import type { ImportReport } from '@veridesk/contract'
import type { Role } from '@veridesk/contract/permissions'
import type { CsvRow } from './csv.ts'

export const heading = ['账号', '姓名', '角色', '手机号', '客服组', '初始密码'] as const

export type Problem = NonNullable<ImportReport['rows'][number]['problem']>

export interface ImportedAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly phone: string | undefined
  readonly groupIds: readonly string[]
  /** Null: to be made up. */
  readonly password: string | null
}

export type CheckedRow = { readonly line: number; readonly username: string } & (
  | { readonly problem: Problem }
  | { readonly account: ImportedAccount }
)

/** The manual calls an agent 坐席 on the list and 客服 in the text. */
const roleNames: ReadonlyMap<string, Role> = new Map([
  ['坐席', 'agent'],
  ['客服', 'agent'],
  ['agent', 'agent'],
  ['管理员', 'admin'],
  ['admin', 'admin'],
])

/** Several groups are separated by semicolons. */
const namesOf = (cell: string): string[] =>
  cell
    .split(/[;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

const accepts = (shape: z.ZodType, cell: string): boolean => shape.safeParse(cell).success
export const isUsername = (cell: string): boolean => accepts(usernameShape, cell)
const optional = (shape: z.ZodType, cell: string): boolean => cell === '' || accepts(shape, cell)

function check(
  cells: readonly string[],
  groupIds: ReadonlyMap<string, string>,
): { problem: Problem } | { account: ImportedAccount } {
  if (cells.length !== heading.length) return { problem: 'wrong-columns' }
  const [username = '', name = '', roleName = '', phone = '', groupNames = '', password = ''] =
    cells
  const role = roleNames.get(roleName)
  const groups = namesOf(groupNames).map((each) => groupIds.get(each))
  if (!isUsername(username)) return { problem: 'bad-username' }
  if (!accepts(line(60), name)) return { problem: 'bad-name' }
  if (role === undefined) return { problem: 'bad-role' }
  if (!optional(mobile, phone)) return { problem: 'bad-phone' }
  if (groups.includes(undefined)) return { problem: 'unknown-group' }
  if (!optional(newPassword, password)) return { problem: 'bad-password' }
  return {
    account: {
      username,
      name,
      role,
      phone: phone || undefined,
      groupIds: groups.filter((id) => id !== undefined),
      password: password || null,
    },
  }
}

/**
 * Every row, in the file's order. `taken`: usernames of living accounts in lower case. Of rows with one
 * username the first counts, whatever else is wrong with it.
 */
export function checkRows(
  rows: readonly CsvRow[],
  groupIds: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): CheckedRow[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    const username = (row.cells[0] ?? '').slice(0, 60)
    const key = username.toLowerCase()
    const place = { line: row.line, username }
    const checked = check(row.cells, groupIds)
    const twice = seen.has(key)
    seen.add(key)
    if ('problem' in checked && ['wrong-columns', 'bad-username'].includes(checked.problem))
      return { ...place, ...checked }
    if (twice) return { ...place, problem: 'username-twice' }
    if (taken.has(key)) return { ...place, problem: 'username-taken' }
    return { ...place, ...checked }
  })
}
