import { initLogger } from 'node-datachannel'
import type { MediaHostConfig } from './config.ts'
import { ConfigError, readConfig } from './config.ts'
import type { ControlServer } from './control-server.ts'
import { startControlServer } from './control-server.ts'
import { guard } from './guard.ts'
import { MediaHost } from './host.ts'
import { log, reason } from './log.ts'

/** What closing the files may take at most. */
const STOP_MS = 8000

/** The media host as a process: see `config.ts` for its environment. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  initLogger(
    'Error',
    guard('native log', (level: string, message: string) =>
      log('warn', 'native', { level, message }),
    ),
  )
  const host = new MediaHost(config)
  const server = await startControlServer(config, host)
  stopWhenDue(config, host, server)
  process.stdout.write(`${JSON.stringify({ listening: server.port })}\n`)
  // Hours of recordings take long to measure, and nobody must wait for them to call.
  const files = await host.reconcile()
  if (files > 0) log('info', 'measured recordings of an earlier run', { files })
}

function stopWhenDue(config: MediaHostConfig, host: MediaHost, server: ControlServer): void {
  let stopping = false
  const stop = (why: string): void => {
    if (stopping) return
    stopping = true
    log('info', 'stopping', { why })
    setTimeout(() => process.exit(1), STOP_MS)
    server.close()
    void host.close().finally(() => process.exit(0))
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  if (config.supervised) {
    // Its end of our log is gone too then: that must not keep the files from being closed.
    process.stderr.on('error', () => undefined)
    // The supervisor holds the other end: whatever ends it, this ends too.
    process.stdin.on('end', () => stop('the supervisor is gone'))
    process.stdin.on('error', () => stop('the supervisor is gone'))
    process.stdin.resume()
    return
  }
  setInterval(() => {
    if (!host.isLive && performance.now() - server.lastHeard() > config.lonelyMs)
      stop('no app and no call')
  }, config.lonelyMs / 10).unref()
}

try {
  await main()
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else log('error', 'the media host did not start', { reason: reason(error) })
  process.exit(1)
}
