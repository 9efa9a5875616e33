import { expect, it } from 'vitest'
import { shareOf, skillWords, withItems, type SkillWriting } from './skills.ts'

const claims = {
  name: '理赔',
  items: [
    { id: 'c1', name: '医疗' },
    { id: 'c2', name: '重疾' },
  ],
}
const policy = {
  name: '保全',
  items: [
    { id: 'p1', name: '变更投保人' },
    { id: 'p2', name: '退保' },
    { id: 'p3', name: '复效' },
  ],
}

const chinese: SkillWriting = {
  whole: '（全部）',
  comma: '、',
  labelled: (label, value) => `${label}：${value}`,
}

it('names the types with their items, and a whole type shortly', () => {
  expect(skillWords([claims, policy], ['c1', 'c2', 'p2', 'p1'], chinese)).toEqual([
    '理赔（全部）',
    '保全：变更投保人、退保',
  ])
  expect(skillWords([claims, policy], [], chinese)).toEqual([])
})

it('says how much of a type is held', () => {
  expect(shareOf(policy, [])).toBe('none')
  expect(shareOf(policy, ['p1', 'c1'])).toBe('some')
  expect(shareOf(policy, ['p1', 'p2', 'p3'])).toBe('all')
})

it('ticks and unticks a whole type and leaves the others alone, no item twice', () => {
  expect(withItems(['c1', 'p1'], ['p1', 'p2', 'p3'], true)).toEqual(['c1', 'p1', 'p2', 'p3'])
  expect(withItems(['c1', 'p1'], ['p1', 'p2', 'p3'], false)).toEqual(['c1'])
})
