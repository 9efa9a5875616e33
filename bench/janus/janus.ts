/** Debian's Janus as a child of the bench, with a configuration of its own: VideoRoom over one WebSocket. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { JanusClient } from './client.ts'

export const isJanusInstalled = (): boolean => existsSync('/usr/bin/janus')

export interface Janus {
  pid: number
  client: JanusClient
  /** Where its rooms record. */
  recordings: string
  stop: () => Promise<void>
}

const secret = 'a-secret-of-the-bench-only'
const port = 49_501
const readyWithin = 15_000

/** @param folder an empty one, for its configuration and recordings. */
export const startJanus = async (folder: string, address: string): Promise<Janus> => {
  writeConfiguration(folder, address)
  const child = spawn('/usr/bin/janus', ['--configs-folder', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGINT')
    const slow = setTimeout(() => child.kill('SIGKILL'), 5000)
    await exited
    clearTimeout(slow)
  }
  try {
    const client = await connected(() => child.exitCode === null)
    return {
      pid: child.pid ?? 0,
      client,
      recordings: join(folder, 'recordings'),
      stop: async () => {
        client.close()
        await stop()
      },
    }
  } catch (cause) {
    await stop()
    throw new Error(`Janus did not start:\n${output}`, { cause })
  }
}

const connected = async (isAlive: () => boolean): Promise<JanusClient> => {
  const deadline = Date.now() + readyWithin
  for (;;) {
    try {
      return await JanusClient.connect(`ws://127.0.0.1:${port}/`, secret)
    } catch (cause) {
      if (!isAlive() || Date.now() > deadline) throw cause
      await delay(50)
    }
  }
}

/** Only the plugin and the transport that are used; every tunable of the media path as Debian ships it. */
const writeConfiguration = (folder: string, address: string): void => {
  const library = (kind: string, file: string): string => {
    const [from] = globSync(`/usr/lib/*/janus/${kind}/${file}`)
    if (!from) throw new Error(`Janus has no ${file}`)
    const own = join(folder, kind)
    mkdirSync(own, { recursive: true })
    symlinkSync(from, join(own, file))
    return own
  }
  mkdirSync(join(folder, 'recordings'), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.jcfg`), text)
  write(
    'janus',
    `general: {
  configs_folder = "${folder}"
  plugins_folder = "${library('plugins', 'libjanus_videoroom.so')}"
  transports_folder = "${library('transports', 'libjanus_websockets.so')}"
  api_secret = "${secret}"
  debug_level = 2
  debug_colors = false
}
media: { rtp_port_range = "28000-28999" }
nat: { ice_enforce_list = "${address}" }
`,
  )
  write('janus.plugin.videoroom', 'general: { }\n')
  write(
    'janus.transport.websockets',
    `general: { json = "plain", ws = true, ws_ip = "127.0.0.1", ws_port = ${port}, wss = false }
admin: { admin_ws = false, admin_wss = false }
`,
  )
}
