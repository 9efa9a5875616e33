/** The supervisor as a process: signals, and what it says at the end of a start. */
import { networkInterfaces } from 'node:os'
import { type Programs, type Serving, localAddress, supervise } from './supervise.ts'

const networkAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

const announce = ({ host, port, setupPath, logs, demoPassword }: Serving) => {
  const address =
    process.env['PUBLIC_URL']?.replace(/\/+$/, '') ||
    localAddress(host, port).replace('127.0.0.1', 'localhost')
  const lines = [
    '',
    'Veridesk is running. Ctrl-C stops it.',
    `  console    ${address}/`,
    `  customer   ${address}/c`,
  ]
  if (['0.0.0.0', '::'].includes(host) && !process.env['PUBLIC_URL']) {
    const others = networkAddresses().map((each) => `http://${each}:${port}/`)
    // Browsers give camera and microphone to https pages and to localhost only.
    if (others.length) lines.push(`  network    ${others.join('  ')} (calls need https there)`)
  }
  if (setupPath)
    lines.push(`  set up     ${address}${setupPath} (once: makes the first administrator)`)
  if (demoPassword)
    lines.push(`  demo       accounts admin, agent1 and agent2, password ${demoPassword}`)
  lines.push(`  logs       ${logs}`)
  console.log([...lines, ''].join('\n'))
}

/** Aborts on Ctrl-C, SIGTERM (also sent by the bootstrap when npm is gone) or a closed terminal. */
const stopSignal = () => {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopping.abort())
  }
  return stopping.signal
}

/** Runs until told to stop; sets the exit code to 1 when the start fails, after a sentence saying why. */
export const runSupervisor = async (programs: Programs): Promise<void> => {
  const signal = stopSignal()
  process.stdout.on('error', () => undefined) // the terminal may go before us
  signal.addEventListener('abort', () => console.log('Stopping.'))
  try {
    await supervise(process.env, programs, signal, announce)
  } catch (error) {
    if (signal.aborted) return
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
