import { expect, it } from 'vitest'
import { searchTerms } from './search.ts'

const asIs = (text: string) => Buffer.from(text)
const terms = (search: string) => searchTerms(search, { phone: asIs, idNumber: asIs })

it.each([
  ['王', { taskNumber: null, number: '王', name: '王', phone: null, idNumber: null }],
  ['3M', { taskNumber: null, number: '3M', name: '3M', phone: null, idNumber: null }],
  ['1000', { taskNumber: '1000', number: '1000', name: null, phone: null, idNumber: null }],
  ['15618293093', { taskNumber: '15618293093', phone: asIs('15618293093'), idNumber: null }],
  ['12618293093', { phone: null }],
  ['654646464646565', { idNumber: asIs('654646464646565'), phone: null }],
  ['11010519491231002x', { taskNumber: null, idNumber: asIs('11010519491231002X') }],
  ['１５６１８２９３０９３', { taskNumber: null, phone: null, name: '１５６１８２９３０９３' }],
])('%s may mean %o', (search, expected) => {
  expect(terms(search)).toMatchObject(expected)
})
