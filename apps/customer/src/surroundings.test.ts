import { describe, expect, test } from 'vitest'
import { mayWorkElsewhere, surroundingsOf } from './surroundings.ts'

const wechat = {
  'WeChat on iOS':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.43(0x18002b2d) NetType/WIFI Language/zh_CN',
  'WeChat on iOS before media was allowed there':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 13_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/7.0.11(0x17000b21) NetType/4G Language/zh_CN',
  'WeChat on Android':
    'Mozilla/5.0 (Linux; Android 13; 2211133C Build/TKQ1.220905.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MMWEBID/2247 MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  'WeChat on HarmonyOS':
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00; HMSCore 6.13.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5279 MMWEBSDK/20230805 MMWEBID/1357 MicroMessenger/8.0.42.2460(0x28002A3B) WeChat/arm64 Weixin NetType/5G Language/zh_CN ABI/arm64',
  'WeChat Work':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/4.1.10 MicroMessenger/7.0.1 Language/zh ColorScheme/Light',
  'WeChat on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090819) XWEB/8555',
}

const miniPrograms = {
  iOS: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.20(0x18001442) NetType/WIFI Language/zh_CN miniProgram/wx8b1c6a4d2e7f9035',
  Android:
    'Mozilla/5.0 (Linux; Android 12; M2012K11AC Build/SKQ1.211006.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5075 MMWEBSDK/20230405 MMWEBID/9021 MicroMessenger/8.0.35.2360(0x2800235D) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 MiniProgramEnv/android',
  Windows: wechat['WeChat on Windows'],
}

const browsers = {
  Safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1',
  'Chrome on Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
  'QQ browser':
    'Mozilla/5.0 (Linux; U; Android 11; zh-cn; PEGM00 Build/RKQ1.200903.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/98.0.4758.102 MQQBrowser/13.8 Mobile Safari/537.36 COVC/046413',
  Alipay:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20B82 NebulaSDK/1.8.100112 Nebula PSDType(1) AlipayDefined(nt:WIFI,ws:390|780|3.0) AliApp(AP/10.3.0.6000) AlipayClient/10.3.0.6000 Language/zh-Hans',
}

describe('where the page runs', () => {
  const { 'WeChat on Windows': _, ...chats } = wechat
  test.each(Object.entries(chats))('%s is WeChat', (_name, userAgent) => {
    expect(surroundingsOf(userAgent)).toBe('wechat')
  })

  test.each(Object.entries(miniPrograms))('a mini program on %s', (_name, userAgent) => {
    expect(surroundingsOf(userAgent)).toBe('mini-program')
  })

  test("an older WeChat says only in the page's window that it is a mini program", () => {
    const old = wechat['WeChat on iOS before media was allowed there']
    expect(surroundingsOf(old, 'miniprogram')).toBe('mini-program')
    expect(surroundingsOf(old, 'browser')).toBe('wechat')
  })

  test.each(Object.entries(browsers))('%s is neither', (_name, userAgent) => {
    expect(surroundingsOf(userAgent)).toBe('browser')
    expect(surroundingsOf(userAgent, 'miniprogram')).toBe('browser')
  })
})

describe('whether another browser may do it', () => {
  test('one that knows no camera is left wherever it is', () => {
    for (const where of ['wechat', 'mini-program', 'browser'] as const)
      expect(mayWorkElsewhere('unsupported', where)).toBe(true)
  })

  test('a refusal may be WeChat’s own; in a browser it is the customer’s', () => {
    expect(mayWorkElsewhere('denied', 'wechat')).toBe(true)
    expect(mayWorkElsewhere('denied', 'mini-program')).toBe(true)
    expect(mayWorkElsewhere('denied', 'browser')).toBe(false)
  })

  test('a camera in use, lost or absent is so everywhere', () => {
    for (const problem of ['in-use', 'lost', 'not-found', 'insecure'] as const)
      expect(mayWorkElsewhere(problem, 'wechat')).toBe(false)
  })
})
