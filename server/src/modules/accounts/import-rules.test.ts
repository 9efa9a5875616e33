import { expect, it } from 'vitest'
import { checkRows } from './import-rules.ts'

const groupIds = new Map([
  ['保全组', 'g1'],
  ['理赔组', 'g2'],
])
const problemOf = (...cells: string[]) => {
  const [row] = checkRows([{ line: 2, cells }], groupIds, new Set(['taken']))
  return row && 'problem' in row ? row.problem : null
}
const accountOf = (...cells: string[]) => {
  const [row] = checkRows([{ line: 2, cells }], groupIds, new Set())
  return row && 'account' in row ? row.account : null
}

it.each([
  [['zhangsan', '张三', '坐席', '13800001111', '保全组', 'long enough'], null],
  [['zhangsan', '张三', '坐席', '', '', ''], null],
  [['zhangsan', '张三', '坐席', '', ''], 'wrong-columns'],
  [['zhangsan', '张三', '坐席', '', '', '', ''], 'wrong-columns'],
  [['张三', '张三', '坐席', '', '', ''], 'bad-username'],
  [['z', '张三', '坐席', '', '', ''], 'bad-username'],
  [['=1+1', '张三', '坐席', '', '', ''], 'bad-username'],
  [['Taken', '张三', '坐席', '', '', ''], 'username-taken'],
  [['zhangsan', '', '坐席', '', '', ''], 'bad-name'],
  [['zhangsan', '张\n三', '坐席', '', '', ''], 'bad-name'],
  [['zhangsan', '张'.repeat(61), '坐席', '', '', ''], 'bad-name'],
  [['zhangsan', '张三', '初始管理员', '', '', ''], 'bad-role'],
  [['zhangsan', '张三', '', '', '', ''], 'bad-role'],
  [['zhangsan', '张三', 'constructor', '', '', ''], 'bad-role'],
  [['zhangsan', '张三', '坐席', '1.38E+10', '', ''], 'bad-phone'],
  [['zhangsan', '张三', '坐席', '', '没有的组', ''], 'unknown-group'],
  [['zhangsan', '张三', '坐席', '', '', 'short'], 'bad-password'],
])('a row %j: %s', (cells, problem) => {
  expect(problemOf(...cells)).toBe(problem)
})

it('the manual’s two words for an agent, and several groups', () => {
  expect(accountOf('aa', '甲', '客服', '', '保全组； 理赔组;', '')).toEqual({
    username: 'aa',
    name: '甲',
    role: 'agent',
    phone: undefined,
    groupIds: ['g1', 'g2'],
    password: null,
  })
  expect(accountOf('aa', '甲', '管理员', '', '', '')?.role).toBe('admin')
})
