import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSmsConfig, simulatedSms } from './sms.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'veridesk-sms-'))
const fileOf = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const publicUrl = 'https://v.example'
const tencent = {
  SMS_PROVIDER: 'tencent',
  SMS_SECRET_ID: 'AKIDexample0000',
  SMS_SECRET_KEY: 'secretexample0000',
  SMS_APP_ID: '1400006666',
  SMS_SIGNATURE: '某某人寿',
  SMS_TEMPLATE_LINK: '1001',
  SMS_TEMPLATE_CODE: '1002',
}
const text = `请点击 ${publicUrl}/c/{token} 进入`

describe('the settings of SMS', () => {
  it('are those of the simulated carrier where there are none', () => {
    expect(readSmsConfig({ PORT: '1' }, null)).toBe(simulatedSms)
    expect(readSmsConfig({ SMS_PROVIDER: 'simulated' }, null)).toBe(simulatedSms)
  })

  it('need ids, a secret, a signature and two templates for Tencent Cloud, and have defaults for the rest', () => {
    expect(readSmsConfig(tencent, publicUrl)).toMatchObject({
      provider: 'tencent',
      secretId: 'AKIDexample0000',
      appId: '1400006666',
      region: 'ap-guangzhou',
      endpoint: 'https://sms.tencentcloudapi.com',
      reportToken: null,
      templates: {
        link: { id: '1001', words: expect.stringContaining('https://v.example/c/{token}') },
        code: { id: '1002', words: expect.stringContaining('{code}') },
      },
    })
  })

  it('have a template for URL Links where one was approved', () => {
    expect(readSmsConfig(tencent, publicUrl).templates.wechat).toBeNull()
    const given = { ...tencent, SMS_TEMPLATE_WECHAT: '1003' }
    expect(readSmsConfig(given, publicUrl).templates.wechat).toEqual({
      id: '1003',
      words: expect.stringContaining('https://wxaurl.cn/{linkCode} '),
    })
  })

  it('take secrets from files', () => {
    const config = readSmsConfig(
      {
        ...tencent,
        SMS_SECRET_KEY: undefined,
        SMS_SECRET_KEY_FILE: fileOf('key', 'secretfromfile00\n'),
        SMS_REPORT_TOKEN_FILE: fileOf('token', 'tokenfromfile0000\n'),
      },
      publicUrl,
    )
    expect(config).toMatchObject({
      secretKey: 'secretfromfile00',
      reportToken: 'tokenfromfile0000',
    })
  })

  it('take the words that were approved, without PUBLIC_URL too', () => {
    const config = readSmsConfig({ ...tencent, SMS_TEXT_LINK: text }, null)
    expect(config.templates.link.words).toBe(text)
  })

  it.each([
    [{ SMS_PROVIDER: 'alibaba' }, 'SMS_PROVIDER is wrong: must be simulated or tencent.'],
    [{ SMS_SECRET_ID: undefined }, 'SMS_SECRET_ID must be set where SMS_PROVIDER is tencent.'],
    [{ SMS_SECRET_KEY: undefined }, 'SMS_SECRET_KEY must be set'],
    [{ SMS_APP_ID: undefined }, 'SMS_APP_ID must be set'],
    [{ SMS_SIGNATURE: undefined }, 'SMS_SIGNATURE must be set'],
    [{ SMS_TEMPLATE_LINK: undefined }, 'SMS_TEMPLATE_LINK must be set'],
    [{ SMS_TEMPLATE_CODE: undefined }, 'SMS_TEMPLATE_CODE must be set'],
    [{ SMS_SECRET_KEY: 'with blanks in it' }, 'SMS_SECRET_KEY is wrong: is no SecretKey.'],
    [{ SMS_APP_ID: 'abc' }, 'SMS_APP_ID is wrong'],
    [{ SMS_SIGNATURE: '【某某人寿】' }, 'SMS_SIGNATURE is wrong'],
    [{ SMS_TEMPLATE_LINK: 'one' }, 'SMS_TEMPLATE_LINK is wrong'],
    [{ SMS_REGION: 'Guangzhou' }, 'SMS_REGION is wrong'],
    [{ SMS_ENDPOINT: 'http://sms.example' }, 'SMS_ENDPOINT is wrong: must be an https address'],
    [{ SMS_ENDPOINT: 'https://sms.example/v3' }, 'SMS_ENDPOINT is wrong'],
    [{ SMS_REPORT_TOKEN: 'short' }, 'SMS_REPORT_TOKEN is wrong'],
    [{ SMS_TEXT_LINK: '请点击 {link}' }, 'SMS_TEXT_LINK is wrong: {link} is none of'],
    [{ SMS_TEXT_LINK: 'https://w.example/c/{token}' }, 'SMS_TEXT_LINK is wrong: it must lead to'],
    [{ SMS_TEMPLATE_WECHAT: 'one' }, 'SMS_TEMPLATE_WECHAT is wrong'],
    [{ SMS_TEXT_WECHAT: '请点击 {linkCode}' }, 'SMS_TEXT_WECHAT is wrong: it must lead to'],
    [{ SMS_TEXT_CODE: '验证码' }, 'SMS_TEXT_CODE is wrong: {code} is missing.'],
    [{ SMS_SECRET_KEY_FILE: '/nowhere' }, 'Set SMS_SECRET_KEY or SMS_SECRET_KEY_FILE, not both.'],
    [{ SMS_TEMPLATE_NOTICE: '1' }, 'SMS_TEMPLATE_NOTICE is not a setting: unset it.'],
  ])('stop at %o with a sentence naming it', (wrong, sentence) => {
    expect(() => readSmsConfig({ ...tencent, ...wrong }, publicUrl)).toThrow(sentence)
  })

  it.each([
    [{ SMS_REPORT_TOKEN_FILE: '/nowhere' }, 'SMS_REPORT_TOKEN_FILE /nowhere cannot be read.'],
    [{ SMS_REPORT_TOKEN_FILE: fileOf('empty', ' \n') }, 'is empty.'],
  ])('stop at a file of %o', (wrong, sentence) => {
    expect(() => readSmsConfig({ ...tencent, ...wrong }, publicUrl)).toThrow(sentence)
  })

  it('stop where the template could not hold the address', () => {
    expect(() => readSmsConfig(tencent, null)).toThrow('PUBLIC_URL must be set')
  })

  it('stop at what does nothing without Tencent Cloud', () => {
    expect(() => readSmsConfig({ SMS_APP_ID: '1400006666' }, null)).toThrow(
      'SMS_APP_ID does nothing unless SMS_PROVIDER is tencent: unset it.',
    )
  })

  it('never repeat a secret', () => {
    const secret = 'a secret with blanks'
    for (const name of ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_REPORT_TOKEN'])
      expect(() => readSmsConfig({ ...tencent, [name]: secret }, publicUrl)).toThrow(
        /^(?!.*blanks)/,
      )
  })
})
