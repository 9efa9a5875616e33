import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWechatConfig } from './wechat.ts'

const secret = '0123456789abcdef0123456789abcdef'
const wechat = {
  WECHAT_PROVIDER: 'wechat',
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: secret,
}

describe('the settings of WeChat', () => {
  it('are none where nothing is set', () => {
    expect(readWechatConfig({ PORT: '1' })).toBeNull()
  })

  it('need an app id and its secret, and have defaults for the rest', () => {
    expect(readWechatConfig(wechat)).toEqual({
      provider: 'wechat',
      appId: 'wx0123456789abcdef',
      appSecret: secret,
      path: 'pages/call/call',
      envVersion: 'release',
      endpoint: 'https://api.weixin.qq.com',
    })
    expect(readWechatConfig({ WECHAT_PROVIDER: 'simulated' })).toEqual({ provider: 'simulated' })
  })

  it('take the secret from a file', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'veridesk-wechat-')), 'secret')
    writeFileSync(file, `${secret}\n`)
    const given = { ...wechat, WECHAT_APP_SECRET: undefined, WECHAT_APP_SECRET_FILE: file }
    expect(readWechatConfig(given)).toMatchObject({ appSecret: secret })
  })

  it.each([
    [{ WECHAT_PROVIDER: 'alipay' }, 'WECHAT_PROVIDER is wrong: must be simulated or wechat.'],
    [{ WECHAT_APP_ID: undefined }, 'WECHAT_APP_ID must be set where WECHAT_PROVIDER is wechat.'],
    [{ WECHAT_APP_SECRET: undefined }, 'WECHAT_APP_SECRET must be set'],
    [{ WECHAT_APP_ID: 'gh_0123' }, 'WECHAT_APP_ID is wrong'],
    [{ WECHAT_APP_SECRET: 'hunter2' }, 'WECHAT_APP_SECRET is wrong'],
    [{ WECHAT_PATH: '/pages/call/call' }, 'WECHAT_PATH is wrong'],
    [{ WECHAT_PATH: 'pages/call/call?t=1' }, 'WECHAT_PATH is wrong'],
    [{ WECHAT_ENV_VERSION: 'beta' }, 'WECHAT_ENV_VERSION is wrong'],
    [{ WECHAT_ENDPOINT: 'http://api.example' }, 'WECHAT_ENDPOINT is wrong'],
    [{ WECHAT_APP_SECRET_FILE: '/nowhere' }, 'Set WECHAT_APP_SECRET or WECHAT_APP_SECRET_FILE'],
    [{ WECHAT_TOKEN: 'x' }, 'WECHAT_TOKEN is not a setting: unset it.'],
  ])('stop at %o with a sentence naming it', (wrong, sentence) => {
    expect(() => readWechatConfig({ ...wechat, ...wrong })).toThrow(sentence)
  })

  it('stop at what does nothing without WeChat', () => {
    expect(() => readWechatConfig({ WECHAT_APP_ID: 'wx0123456789abcdef' })).toThrow(
      'WECHAT_APP_ID does nothing unless WECHAT_PROVIDER is wechat: unset it.',
    )
  })

  it('never repeat the secret', () => {
    expect(() => readWechatConfig({ ...wechat, WECHAT_APP_SECRET: 'hunter2' })).toThrow(
      /^(?!.*hunter2)/,
    )
  })
})
