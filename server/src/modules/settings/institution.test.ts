import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InstitutionSettings } from '@veridesk/contract'
import { customerOf } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const read = () => office.admin.call('GET /api/settings/institution')
const save = async (change: object) => {
  const { logo: _, ...form } = await read()
  return office.admin.send('PUT /api/settings/institution', { body: { ...form, ...change } })
}
const upload = async (body: Buffer, type = 'image/png', version?: number) =>
  office.admin.send('PUT /api/settings/institution/logo', {
    query: { version: version ?? (await read()).version },
    body,
    type,
  })
const openLogo = (browser: TestClient, path: string | null) =>
  browser.raw({ method: 'GET', url: path ?? '/no-logo' })

const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const picture = (format: 'png' | 'jpeg' | 'webp', width = 64): Promise<Buffer> => {
  const canvas = createCanvas(width, 32)
  return format === 'png' ? canvas.encode('png') : canvas.encode(format)
}

describe('name, telephone and colour', () => {
  it('have defaults, and every save is seen on both sides', async () => {
    expect(await read()).toEqual({
      version: 0,
      name: '远程视频柜面',
      supportPhone: '400-000-0000',
      colour: null,
      logo: null,
    })
    const saved = await save({ name: '泰和人寿', supportPhone: '400-820-8820', colour: '#0A7D55' })
    const institution = {
      name: '泰和人寿',
      supportPhone: '400-820-8820',
      colour: '#0a7d55',
      logo: null,
    }
    expect(saved.json()).toEqual({ ...institution, version: 1 })
    expect((await office.agent.call('GET /api/me')).institution).toEqual(institution)
    const { browser } = await customerOf(server, office)
    expect((await browser.call('GET /api/customer/session')).institution).toEqual(institution)
  })

  it('of two first saves one is refused', async () => {
    const other = await createTestServer()
    try {
      await other.addAccount('boss', 'admin')
      const boss = await other.signedIn('boss')
      const body = { version: 0, supportPhone: '400-820-8820', colour: null }
      const saves = await Promise.all(
        ['甲', '乙'].map((name) =>
          boss.send('PUT /api/settings/institution', { body: { ...body, name } }),
        ),
      )
      expect(saves.map((each) => each.statusCode).toSorted()).toEqual([200, 409])
      expect(saves.filter((each) => each.statusCode === 409).map(codeOf)).toEqual(['stale_version'])
    } finally {
      await other.close()
    }
  })

  it.each([
    [{ name: '' }],
    [{ name: '长'.repeat(31) }],
    [{ name: '两\n行' }],
    [{ supportPhone: 'call me' }],
    [{ colour: 'red' }],
    [{ colour: '#12345' }],
    [{ colour: '#fff;background:url(x)' }],
  ])('%j is refused', async (change) => {
    const before = await read()
    const response = await save(change)
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    expect(await read()).toEqual(before)
  })

  it('are for administrators alone', async () => {
    const body = { version: 0, name: '越权', supportPhone: '400-820-8820', colour: null }
    for (const response of [
      await office.agent.send('GET /api/settings/institution'),
      await office.agent.send('PUT /api/settings/institution', { body }),
    ])
      expect([response.statusCode, codeOf(response)]).toEqual([403, 'forbidden'])
  })
})

describe('the logo', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
  ] as const)('of %s is drawn anew as PNG, and anybody sees it', async (format, type) => {
    const given = await picture(format)
    const changed = await upload(given, type)
    expect(changed.statusCode).toBe(200)
    const { logo } = changed.json<InstitutionSettings>()
    expect(logo).toMatch(/^\/api\/institution\/logo\/[0-9a-f]{64}$/)
    expect((await office.agent.call('GET /api/me')).institution.logo).toBe(logo)
    const response = await openLogo(server.client(), logo)
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    const image = await loadImage(response.rawPayload)
    expect([image.width, image.height]).toEqual([64, 32])
  })

  it('is refused as an SVG whatever it is called, too large, stale, and by whoever is no administrator', async () => {
    const png = await picture('png')
    const { version } = await read()
    const asAgent = await office.agent.send('PUT /api/settings/institution/logo', {
      query: { version },
      body: png,
      type: 'image/png',
    })
    const refusals = [
      await upload(Buffer.from(script)),
      await upload(Buffer.from(script), 'image/svg+xml'),
      await upload(Buffer.alloc(512 * 1024 + 1)),
      await upload(png, 'image/png', version + 1),
      asAgent,
    ]
    expect(refusals.map((each) => [each.statusCode, codeOf(each)])).toEqual([
      [400, 'not_an_image'],
      [415, 'unsupported_media_type'],
      [413, 'body_too_large'],
      [409, 'stale_version'],
      [403, 'forbidden'],
    ])
  })

  it('opens no other file of the storage, nor one that was replaced', async () => {
    const first = (await upload(await picture('png', 16))).json<InstitutionSettings>()
    const secret = await server.ctx.storage.put(Buffer.from('a photo of somebody'))
    expect((await openLogo(server.client(), `/api/institution/logo/${secret}`)).statusCode).toBe(
      404,
    )
    const removed = await office.admin.call('DELETE /api/settings/institution/logo', {
      query: { version: first.version },
    })
    expect(removed).toMatchObject({ logo: null, version: first.version + 1 })
    expect((await openLogo(server.client(), first.logo)).statusCode).toBe(404)
    expect((await openLogo(server.client(), '/api/institution/logo/xyz')).statusCode).toBe(400)
  })
})
