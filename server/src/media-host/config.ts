import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { networkInterfaces } from 'node:os'

export interface MediaHostConfig {
  /** Control port; 0 = any free one. */
  port: number
  /** Address of the control server. */
  host: string
  secret: string
  publicIp: string | null
  /** Address the RTP sockets are bound to; null = every address of this machine. */
  bind: string | null
  rtpPorts: { first: number; last: number }
  recordings: string
  /** Without a supervisor: stop when no app was there for so long and no call is live. */
  lonelyMs: number
  /** A supervisor holds our stdin: its end is ours. */
  supervised: boolean
}

/** A wrong setting, as one sentence that names it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Settings of the media host from the environment.
 * @throws ConfigError naming the first wrong value.
 */
export function readConfig(env: NodeJS.ProcessEnv): MediaHostConfig {
  const secret = env['MEDIA_SECRET'] ?? ''
  if (secret.length < 16)
    throw new ConfigError('MEDIA_SECRET must be set to at least 16 characters.')
  return {
    port: portNumber('MEDIA_PORT', env['MEDIA_PORT'] ?? '0', 0),
    host: env['MEDIA_HOST_BIND'] || '127.0.0.1',
    secret,
    publicIp: address('MEDIA_PUBLIC_IP', env['MEDIA_PUBLIC_IP']),
    bind: address('MEDIA_BIND', env['MEDIA_BIND']) ?? onlyLoopback(),
    rtpPorts: portRange(env['RTP_PORTS'] || '40000-44999'),
    recordings: resolve(env['DATA_DIR'] || './data', 'recordings'),
    lonelyMs: seconds('MEDIA_LONELY_SECONDS', env['MEDIA_LONELY_SECONDS'] || '600') * 1000,
    supervised: env['SUPERVISED'] === '1',
  }
}

function portNumber(name: string, text: string, least: number): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < least || port > 65535)
    throw new ConfigError(`${name} must be a port number from ${least} to 65535, not "${text}".`)
  return port
}

function seconds(name: string, text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > 86_400)
    throw new ConfigError(`${name} must be a number of seconds from 1 to 86400, not "${text}".`)
  return value
}

function portRange(text: string): { first: number; last: number } {
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/.exec(text) ?? []
  if (from === '')
    throw new ConfigError(`RTP_PORTS must be a range such as 40000-44999, not "${text}".`)
  const range = {
    first: portNumber('RTP_PORTS', from, 1024),
    last: portNumber('RTP_PORTS', to, 1024),
  }
  if (range.first > range.last) throw new ConfigError('RTP_PORTS must begin with its lower port.')
  return range
}

function address(name: string, text: string | undefined): string | null {
  if (!text) return null
  if (isIP(text) === 0) throw new ConfigError(`${name} must be an IP address, not "${text}".`)
  return text
}

/** On a machine without a network nothing but loopback can be gathered. */
function onlyLoopback(): string | null {
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return outside.some((entry) => !entry.internal) ? null : '127.0.0.1'
}
