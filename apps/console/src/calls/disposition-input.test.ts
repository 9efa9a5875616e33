import { expect, it } from 'vitest'
import { toDisposition } from './disposition-input.ts'

it('gives an abnormal end its reason', () => {
  expect(toDisposition({ outcome: 'abnormal', reason: 'network', note: ' 画面\n卡顿 ' })).toEqual({
    outcome: 'abnormal',
    reason: 'network',
    note: '画面 卡顿',
  })
})

it('sends no reason with a normal end, even where one was chosen before', () => {
  expect(toDisposition({ outcome: 'normal', reason: 'customer', note: '' })).toEqual({
    outcome: 'normal',
  })
})
