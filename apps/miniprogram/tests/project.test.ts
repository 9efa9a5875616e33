/** What WeChat's tools read, held against what is there. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { linkToken } from '@veridesk/contract'
import { describe, expect, it } from 'vitest'
import { addressOfLink, linkTokenOf } from '../src/customer-page.ts'
import { institution } from '../src/institution.ts'

const folder = path.join(import.meta.dirname, '..')
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))

describe('the mini program', () => {
  it('has four files for each page, the entry first', () => {
    const { pages } = read('src/app.json') as { pages: string[] }
    expect(pages).toEqual(['pages/entry/entry', 'pages/call/call'])
    for (const page of pages)
      for (const ending of ['ts', 'json', 'wxml', 'wxss'])
        expect(existsSync(path.join(folder, 'src', `${page}.${ending}`))).toBe(true)
  })

  it("carries nobody's app id", () => {
    expect(read('project.config.json')).toMatchObject({
      appid: 'touristappid',
      miniprogramRoot: 'src/',
    })
  })

  it('leaves links and numbers out of what WeChat may search', () => {
    expect(read('src/sitemap.json').rules).toContainEqual({
      action: 'disallow',
      page: 'pages/call/call',
    })
  })
})

it('a link is the same to the mini program as to the server', () => {
  const given = ['AbCdEfGhIjKlMnOpQrSt-_', 'a'.repeat(10), 'a'.repeat(9), 'a'.repeat(23), 'a b', '']
  for (const token of given)
    expect(linkTokenOf(token) !== null).toBe(linkToken.safeParse(token).success)
})

it("an institution's origin makes an address without two slashes", () => {
  expect(institution.origin).toMatch(/^https:\/\/[^/]+$/)
  expect(addressOfLink('AbCdEfGhIj')).toBe(`${institution.origin}/c/AbCdEfGhIj`)
})
