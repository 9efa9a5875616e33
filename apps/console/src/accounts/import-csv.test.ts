import { expect, it } from 'vitest'
import { fileProblem, hasPasswords, passwordsCsv, template } from './import-csv.ts'

const row = (username: string, password: string | null) =>
  ({ line: 2, username, result: 'created', problem: null, password }) as const

it("the template begins with a BOM and has the contract's columns", () => {
  expect(template.startsWith('\uFEFF账号,姓名,角色,手机号,客服组,初始密码\r\n')).toBe(true)
})

it('the passwords file holds only accounts for which a password was made', () => {
  const rows = [row('zhang', 'abc'), row('li', null)]
  expect(passwordsCsv(rows, ['账号', '初始密码'])).toBe('\uFEFF账号,初始密码\r\nzhang,abc\r\n')
  expect(hasPasswords({ dryRun: false, created: 1, refused: 0, rows: [row('li', null)] })).toBe(
    false,
  )
})

it('nothing in it is a formula to a spreadsheet, and commas stay inside their cell', () => {
  expect(passwordsCsv([row('-x', '=cmd'), row('a', 'b,"c')], ['a', 'b'])).toBe(
    `\uFEFFa,b\r\n'-x,'=cmd\r\na,"b,""c"\r\n`,
  )
})

it('takes a CSV of a bearable size only', () => {
  expect(fileProblem({ name: 'a.CSV', size: 10 }, 100)).toBeNull()
  expect(fileProblem({ name: 'a.xlsx', size: 10 }, 100)).toBe('kind')
  expect(fileProblem({ name: 'a.csv', size: 0 }, 100)).toBe('empty')
  expect(fileProblem({ name: 'a.csv', size: 101 }, 100)).toBe('size')
})
