import { expect, it } from 'vitest'
import { fieldAt, keptType, phonePattern, toFields, toRequest, toTyped } from './fields.ts'

it('sends what was typed, trimmed, without the empty fields', () => {
  expect(
    toRequest(
      toFields({
        business: ['type', 'item'],
        insuredName: ' 邓小闲 ',
        contactPhone: ' 15618293093',
        idNumber: '11010519491231002x',
        caseNumber: '20201234 ',
        policyNumber: '  ',
      }),
    ),
  ).toEqual({
    businessItemId: 'item',
    insuredName: '邓小闲',
    contactPhone: '15618293093',
    idNumber: '11010519491231002X',
    caseNumber: '20201234',
  })
})

it('sends 优先 only where it is ticked', () => {
  const typed = { business: ['type', 'item'], contactPhone: '1', caseNumber: '2' }
  expect(toRequest(toFields({ ...typed, priority: true }))).toMatchObject({ priority: true })
  expect(toRequest(toFields({ ...typed, priority: false }))).not.toHaveProperty('priority')
  const saved = toFields({ ...typed, priority: true })
  expect(toTyped(saved, []).priority).toBe(true)
})

it('opens with what is saved, its item offered or not', () => {
  const fields = toFields({ business: ['type', 'item'], contactPhone: '1', caseNumber: '2' })
  const types = [{ id: 'type', name: '保全', claim: false, items: [{ id: 'item', name: '变更' }] }]
  expect(toTyped(fields, types).business).toEqual(['type', 'item'])
  expect(toTyped(fields, []).business).toEqual([keptType, 'item'])
  expect(toFields(toTyped(fields, types))).toEqual(fields)
})

it("shows the server's word on the field that it is about", () => {
  expect(fieldAt('businessItemId')).toBe('business')
  expect(fieldAt('body.contactPhone')).toBe('contactPhone')
  expect(fieldAt('/idNumber')).toBe('idNumber')
  expect(fieldAt('somethingElse')).toBeNull()
})

it('takes mainland mobile numbers only', () => {
  expect(phonePattern.test('15618293093')).toBe(true)
  for (const wrong of ['12618293093', '1561829309', '156182930930', '+8615618293093'])
    expect(phonePattern.test(wrong)).toBe(false)
})
