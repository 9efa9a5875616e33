import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const MEDIA_SECRET = 'sixteen characters'

describe('the settings of the media host', () => {
  test('need nothing but the secret', () => {
    expect(readConfig({ MEDIA_SECRET })).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      publicIp: null,
      rtpPorts: { first: 40_000, last: 44_999 },
      lonelyMs: 600_000,
      supervised: false,
    })
  })

  test.each([
    [{ MEDIA_SECRET: 'short' }, 'MEDIA_SECRET'],
    [{ MEDIA_SECRET: undefined }, 'MEDIA_SECRET'],
    [{ MEDIA_PORT: '99999' }, 'MEDIA_PORT'],
    [{ MEDIA_PORT: 'http' }, 'MEDIA_PORT'],
    [{ MEDIA_PUBLIC_IP: 'localhost' }, 'MEDIA_PUBLIC_IP'],
    [{ MEDIA_BIND: 'eth0' }, 'MEDIA_BIND'],
    [{ MEDIA_LONELY_SECONDS: '0' }, 'MEDIA_LONELY_SECONDS'],
    [{ MEDIA_LONELY_SECONDS: 'ten' }, 'MEDIA_LONELY_SECONDS'],
    [{ RTP_PORTS: '40000' }, 'RTP_PORTS'],
    [{ RTP_PORTS: '41000-40000' }, 'RTP_PORTS'],
    [{ RTP_PORTS: '80-90' }, 'RTP_PORTS'],
    [{ RTP_PORTS: '40000-70000' }, 'RTP_PORTS'],
  ])('a wrong one is named in one sentence: %j', (env, name) => {
    const read = () => readConfig({ MEDIA_SECRET, ...env })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name} must [^.]*\\.$`))
  })
})
