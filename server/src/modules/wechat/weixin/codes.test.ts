import { expect, it } from 'vitest'
import { failureOfToken, failureOfUrlLink } from './codes.ts'

it.each([
  [40_013, 'bad-credentials', 'no-permission'],
  [40_125, 'bad-credentials', 'bad-credentials'],
  [40_164, 'address-not-allowed', 'address-not-allowed'],
  [40_243, 'bad-credentials', 'unknown'],
  [40_002, 'unknown', 'no-permission'],
  [48_001, 'no-permission', 'no-permission'],
  [85_079, 'unknown', 'not-published'],
  [40_165, 'unknown', 'not-published'],
  [44_990, 'unknown', 'limit'],
  [45_009, 'limit', 'limit'],
  [-1, 'wechat-down', 'wechat-down'],
  [99_999, 'unknown', 'unknown'],
])('%s means %s of an access token and %s of a URL Link', (code, ofToken, ofUrlLink) => {
  expect(failureOfToken(code)).toBe(ofToken)
  expect(failureOfUrlLink(code)).toBe(ofUrlLink)
})
