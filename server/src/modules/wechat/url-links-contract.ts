/** What everybody who makes URL Links must do, the simulator included (law 7). */
import { expect, it } from 'vitest'
import { newToken } from '../../platform/crypto/tokens.ts'
import type { PlainLink, UrlLinks } from './port.ts'

export const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000)

/** A link that nothing is wrong with. */
export const plainLink = (more: Partial<PlainLink> = {}): PlainLink => ({
  url: `https://v.example/c/${newToken()}`,
  expiresAt: inHours(72),
  ...more,
})

/** Call it inside a `describe`. */
export function makesUrlLinks(create: () => UrlLinks): void {
  it('makes an https address, another for each link', async () => {
    const urlLinks = create()
    const first = await urlLinks.create(plainLink())
    const second = await urlLinks.create(plainLink())
    expect(new URL(first).protocol).toBe('https:')
    expect(second).not.toBe(first)
  })

  it('makes one for a link that is good for as long as links can be', async () => {
    expect(await create().create(plainLink({ expiresAt: inHours(720) }))).toMatch(/^https:/)
  })

  it.each([
    'https://v.example/c/',
    'https://v.example/c/short',
    'https://v.example/',
    'https://v.example/c/AbCdEfGhIjKlMnOpQrStUv?x=1',
    'https://v.example/c/AbCdEfGhIj&KlMnOpQ',
  ])('makes none for %s, which is no link', async (url) => {
    await expect(create().create(plainLink({ url }))).rejects.toMatchObject({ failure: 'unknown' })
  })

  it.each([-1, 0, 1 / 60])('makes none for a link that ends in %s hours', async (hours) => {
    await expect(create().create(plainLink({ expiresAt: inHours(hours) }))).rejects.toMatchObject({
      failure: 'too-late',
    })
  })
}
