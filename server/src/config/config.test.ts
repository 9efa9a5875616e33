import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'veridesk-config-'))
const keyFile = path.join(folder, 'key')
writeFileSync(keyFile, Buffer.alloc(32, 7).toString('base64'))
const good = { DATABASE_URL: 'postgresql://u:p@127.0.0.1/db', SECRET_KEY_FILE: keyFile }

/** Without a template for URL Links. */
const tencent = {
  PUBLIC_URL: 'https://video.example',
  SMS_PROVIDER: 'tencent',
  SMS_SECRET_ID: 'AKIDexample0000',
  SMS_SECRET_KEY: 'secretexample0000',
  SMS_APP_ID: '1400006666',
  SMS_SIGNATURE: '某某人寿',
  SMS_TEMPLATE_LINK: '1001',
  SMS_TEMPLATE_CODE: '1002',
}

describe('the configuration', () => {
  it('has a default for all but the database', () => {
    const config = readConfig(good)
    expect(config).toMatchObject({
      port: 8080,
      timeZone: 'Asia/Shanghai',
      demo: true,
      publicUrl: null,
    })
    expect(config.secretKey).toEqual(Buffer.alloc(32, 7))
  })

  it('counts an empty value as unset', () => {
    expect(readConfig({ ...good, PORT: '', PUBLIC_URL: '', STORAGE_URL: '' }).port).toBe(8080)
  })

  it('drops the slash at the end of PUBLIC_URL', () => {
    expect(readConfig({ ...good, PUBLIC_URL: 'https://video.example/' }).publicUrl).toBe(
      'https://video.example',
    )
  })

  it.each([
    [{ DATABASE_URL: '' }, 'DATABASE_URL must be set.'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is wrong'],
    [{ PORT: 'eighty' }, 'PORT is wrong'],
    [{ PORT: '70000' }, 'PORT is wrong'],
    [{ TZ_NAME: 'Mars/Olympus' }, 'TZ_NAME is wrong: is not a time zone.'],
    [{ DEMO: 'yes' }, 'DEMO is wrong'],
    [{ PUBLIC_URL: 'video.example' }, 'PUBLIC_URL is wrong'],
    [{ MEDIA_HOSTS: 'http://media' }, 'MEDIA_HOSTS is wrong'],
    [{ MEDIA_HOSTS: 'ws://media:1' }, 'MEDIA_SECRET must be set'],
    [{ TURN_URLS: 'turn:t.example' }, 'TURN_SECRET must be set'],
    [{ ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD is wrong'],
    [{ SMS_PROVIDER: 'pigeon' }, 'SMS_PROVIDER is wrong'],
    [{ WECHAT_PROVIDER: 'pigeon' }, 'WECHAT_PROVIDER is wrong'],
    [{ ...tencent, WECHAT_PROVIDER: 'simulated' }, 'SMS_TEMPLATE_WECHAT must be set'],
    [{ SECRET_KEY_FILE: '/nowhere' }, 'SECRET_KEY_FILE /nowhere cannot be read.'],
  ])('stops at %o with a sentence naming it', (wrong, sentence) => {
    expect(() => readConfig({ ...good, ...wrong })).toThrow(sentence)
  })

  it.each(['STORAGE_URL', 'TSA_URL', 'SIGNING_P12', 'CORE_URL', 'CORE_SECRET', 'FACE_PROVIDER'])(
    'stops at %s, which would do nothing yet',
    (name) => {
      expect(() => readConfig({ ...good, [name]: 'x' })).toThrow(
        `${name} is not supported yet: unset it.`,
      )
    },
  )

  it('never repeats a secret in its sentence', () => {
    expect(() => readConfig({ ...good, MEDIA_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/)
  })
})
