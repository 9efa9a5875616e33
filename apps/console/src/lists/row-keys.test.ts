import { describe, expect, it } from 'vitest'
import { nextRow, rowAction } from './row-keys.ts'

describe('the keys of a list', () => {
  it('walk the rows and open one', () => {
    expect(
      ['/', 'j', 'ArrowDown', 'k', 'ArrowUp', 'Enter'].map((key) => rowAction(key, 'row')),
    ).toEqual(['search', 'next', 'next', 'previous', 'previous', 'open'])
  })

  it('leave arrows and Enter to a control that has the focus', () => {
    expect(['ArrowDown', 'ArrowUp', 'Enter'].map((key) => rowAction(key, 'control'))).toEqual([
      null,
      null,
      null,
    ])
    expect(rowAction('j', 'control')).toBe('next')
    expect(rowAction('Enter', 'page')).toBeNull()
  })

  it('are letters like any other where one writes', () => {
    for (const key of ['/', 'j', 'k', 'Enter']) expect(rowAction(key, 'writing')).toBeNull()
  })

  it('begin at the end that they lead away from, and stop at the other', () => {
    expect([nextRow(-1, 3, 'next'), nextRow(-1, 3, 'previous')]).toEqual([0, 2])
    expect([nextRow(2, 3, 'next'), nextRow(0, 3, 'previous')]).toEqual([2, 0])
    expect(nextRow(0, 3, 'next')).toBe(1)
    expect(nextRow(-1, 0, 'next')).toBe(-1)
  })
})
