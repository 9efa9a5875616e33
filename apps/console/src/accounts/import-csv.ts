/** The files of 批量导入: the template, and the passwords that the system made. */
import type { ImportReport } from '@veridesk/contract/account-admin'

/** Excel takes a CSV for UTF-8 only where it begins with this. */
const bom = '\uFEFF'
const lineEnd = '\r\n'

/** Quoted where needed; what Excel would take for a formula is written as text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csv = (rows: readonly (readonly string[])[]): string =>
  bom + rows.map((row) => row.map(cell).join(',') + lineEnd).join('')

/** The columns that the server reads, with one row as an example. */
export const template: string = csv([
  ['账号', '姓名', '角色', '手机号', '客服组', '初始密码'],
  ['zhangsan', '张三', '坐席', '13800001111', '', ''],
])

type Row = ImportReport['rows'][number]

export const hasPasswords = (report: ImportReport): boolean =>
  report.rows.some((row) => row.password !== null)

/** Accounts with the passwords that were made for them. */
export function passwordsCsv(rows: readonly Row[], headings: readonly [string, string]): string {
  return csv([
    headings,
    ...rows.flatMap(({ username, password }) => (password === null ? [] : [[username, password]])),
  ])
}

export type FileProblem = 'kind' | 'size' | 'empty'

/** Why this file is not even sent; null where it may be. */
export function fileProblem(
  file: { readonly name: string; readonly size: number },
  limit: number,
): FileProblem | null {
  if (!/\.(csv|txt)$/i.test(file.name)) return 'kind'
  if (file.size === 0) return 'empty'
  return file.size > limit ? 'size' : null
}
