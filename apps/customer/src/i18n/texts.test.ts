import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Leaf = string | ((...args: never[]) => string)

/** `media.denied` → the sentence, with sample parameters filled in. */
function sentences(tree: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree) as [string, Leaf | object][]) {
    const name = prefix + key
    if (typeof value === 'string') all.set(name, value)
    else if (typeof value === 'function')
      all.set(name, (value as (sample: unknown) => string)(`«${name}»`))
    else for (const [inner, text] of sentences(value, `${name}.`)) all.set(inner, text)
  }
  return all
}

const chinese = sentences(zh)
const english = sentences(en)

test('both languages have every sentence', () => {
  expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted())
  expect([...chinese.values(), ...english.values()].filter((text) => text.trim() === '')).toEqual(
    [],
  )
})

test('both languages use the same parameters', () => {
  const used = (all: Map<string, string>) =>
    [...all].filter(([name, text]) => text.includes(`«${name}»`)).map(([name]) => name)
  expect(used(english)).toEqual(used(chinese))
})

test('the English page has no Chinese but the way to Chinese', () => {
  const mixed = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text))
  expect(mixed).toEqual([['language', '中文']])
})

test("the call's four buttons carry the manual's words (4.4)", () => {
  expect([zh.callCamera, zh.callPhoto, zh.callFlip, zh.callEnd]).toEqual([
    '摄像头',
    '拍照',
    '翻转',
    '结束',
  ])
})

test('a wait that ended with its order says so, and blames no absent agent', () => {
  expect(zh.endReasons.refused).toBe('该业务已办结或已撤销，本次排队已结束。')
  expect(en.endReasons.refused).toMatch(/closed or withdrawn/)
})

test('nobody ahead promises the turn, not the moment', () => {
  expect([zh.waitNext, en.waitNext]).toEqual(['您是下一位', 'You are next'])
})
