// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type SimulatedApp } from './simulated-app.ts'

const token = 'AbCdEfGhIjKlMnOpQrSt-_'
const origin = 'https://video.example.com'

let app: SimulatedApp
beforeEach(() => {
  app = startApp('zh_CN')
})
afterEach(() => app.close())

const openEntry = () => app.open('pages/entry/entry')
const openCall = (query?: Record<string, string>) => app.open('pages/call/call', query)
/** What the customer typed, as the input field tells it. */
const typed = (value: string) => ['.phone', 'input', { value }] as const

describe('the page 输入手机号 (manual 4.2)', () => {
  it('goes on to the web page with the number behind #, and names it in no address of the app', async () => {
    const entry = openEntry()
    entry.give(...typed('138 0013-8000'))
    entry.give('.action', 'tap')
    await expect.poll(() => app.wx.navigateTo.mock.calls).toEqual([[{ url: '/pages/call/call' }]])
    expect(openCall().text()).toBe(`${origin}/c#phone=13800138000`)
  })

  it('goes on by the key of the keyboard too', async () => {
    const entry = openEntry()
    entry.give(...typed('13800138000'))
    entry.give('.phone', 'confirm')
    await expect.poll(() => app.wx.navigateTo.mock.calls.length).toBe(1)
  })

  it.each(['', '12345', '23800138000', '138001380001', '+8613800138000', '１３８００１３８０００'])(
    'says that %j is no number, and stays',
    async (value) => {
      const entry = openEntry()
      expect(entry.shows('.wrong')).toBe(false)
      entry.give(...typed(value))
      entry.give('.action', 'tap')
      await expect.poll(() => entry.text()).toContain('请输入正确的 11 位手机号')
      expect(app.wx.navigateTo).not.toHaveBeenCalled()
      entry.give(...typed('1'))
      await expect.poll(() => entry.shows('.wrong')).toBe(false)
    },
  )

  it('carries the name of the institution above it', () => {
    openEntry()
    expect(app.wx.setNavigationBarTitle).toHaveBeenCalledWith({ title: '远程视频柜面' })
  })

  it.each([
    ['zh_CN', '请输入您的手机号'],
    ['zh_TW', '请输入您的手机号'],
    ['en', 'Your mobile number'],
    ['th', 'Your mobile number'],
  ])('speaks to a WeChat in %s: %s', (language, title) => {
    app.close()
    app = startApp(language)
    expect(openEntry().text()).toContain(title)
  })
})

describe('the page of the video session (manual 4.1)', () => {
  it('opens the work order of a URL Link', () => {
    const page = openCall({ t: token })
    expect(page.text()).toBe(`${origin}/c/${token}`)
    expect(page.shows('.web')).toBe(true)
  })

  it.each([
    '',
    'short',
    `${token}x`,
    'AbCdEfGhIjKlMnOp/../q',
    'AbCdEfGhIj?next=1',
    'AbCdEfGhIjKlMnOp#phone',
    '//evil.example/abcdef',
    'AbCdEfGhIjKlMnOpQrSt%2F',
    '令牌令牌令牌令牌令牌令牌',
    `${token}\n`,
  ])('refuses the token %j and offers the phone number and the telephone', async (t) => {
    const page = openCall({ t })
    expect(page.shows('.web')).toBe(false)
    expect(page.text()).not.toContain('http')
    expect(page.text()).toContain('链接无效')
    page.give('.telephone', 'tap')
    await expect
      .poll(() => app.wx.makePhoneCall.mock.calls)
      .toEqual([[{ phoneNumber: '400-000-0000' }]])
    page.give('.enter', 'tap')
    await expect.poll(() => app.wx.redirectTo.mock.calls).toEqual([[{ url: '/pages/entry/entry' }]])
  })

  it('leads to the phone number where it was reached with nothing', () => {
    const page = openCall()
    expect(app.wx.redirectTo).toHaveBeenCalledWith({ url: '/pages/entry/entry' })
    expect(page.text()).toBe('')
  })

  it('does not open the entry with a number typed before where a URL Link is wrong', async () => {
    const entry = openEntry()
    entry.give(...typed('13800138000'))
    entry.give('.action', 'tap')
    await expect.poll(() => app.wx.navigateTo.mock.calls.length).toBe(1)
    expect(openCall({ t: 'wrong' }).text()).toContain('链接无效')
  })

  it('says so where the web page does not open, calls, and tries again', async () => {
    const page = openCall({ t: token })
    page.give('.web', 'error')
    await expect.poll(() => page.text()).toContain('页面打不开')
    expect(page.shows('.web')).toBe(false)
    page.give('.telephone', 'tap')
    await expect.poll(() => app.wx.makePhoneCall.mock.calls.length).toBe(1)
    page.give('.retry', 'tap')
    await expect.poll(() => page.text()).toBe(`${origin}/c/${token}`)
  })
})
