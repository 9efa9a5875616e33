/** The whole measurement, inside a network of its own where one could be made. */
import { startStack } from '../../e2e/support/stack.ts'
import { isJanusInstalled } from '../janus/janus.ts'
import type { BenchResult } from '../result.ts'
import { median, rounded } from '../statistics.ts'
import { startJanusEngine } from './engines/janus.ts'
import { startNone } from './engines/none.ts'
import { startRelay } from './engines/relay.ts'
import type { Generator } from './generator/client.ts'
import { startGenerator } from './generator/client.ts'
import type { Measured } from './stage.ts'
import { measure } from './stage.ts'

export interface Plan {
  calls: number[]
  rounds: number
  warmUp: number
  seconds: number
}

const engines = {
  veridesk: startRelay,
  janus: startJanusEngine,
  'nothing between': startNone,
} as const
type EngineName = keyof typeof engines
/** Tells what of the delay is the generator's own. */
const control: EngineName = 'nothing between'

const cpuLimit = 0.7
const delayLimitMs = 5

/** @param address the one that carries the media; Janus needs another than loopback. */
export const measureAll = async (
  plan: Plan,
  address: string,
  notes: string[],
): Promise<BenchResult> => {
  const compared: EngineName[] = ['veridesk']
  if (!isJanusInstalled()) notes.push('Janus is not installed: its rows are left out.')
  else if (address !== '127.0.0.1') compared.push('janus')
  const stack = await startStack().catch((cause: unknown) => {
    notes.push(`The app did not start, so that it is missing in CPU and memory. ${String(cause)}`)
    return null
  })
  const app = stack?.pidOf('app')
  const generator = startGenerator(address)
  try {
    const besides = app ? [app] : []
    const results = await everyStage(plan, compared, besides, generator, address)
    return { name: 'media', rows: rowsOf(results), aims: aimsOf(results, plan), notes }
  } finally {
    await generator.stop()
    await stack?.stop()
  }
}

interface Result {
  engine: EngineName
  calls: number
  rounds: Measured[]
}

const everyStage = async (
  plan: Plan,
  compared: EngineName[],
  besides: number[],
  generator: Generator,
  address: string,
): Promise<Result[]> => {
  const results: Result[] = []
  for (const calls of plan.calls) {
    const row = (engine: EngineName): Result => ({ engine, calls, rounds: [] })
    const here: Result[] = [...compared, control].map(row)
    for (let round = 0; round < plan.rounds; round += 1)
      for (const result of here) {
        const { engine } = result
        const stage = {
          start: engines[engine],
          calls,
          warmUp: plan.warmUp,
          seconds: plan.seconds,
          besides: engine === 'veridesk' ? besides : [],
        }
        const measured = await measure(stage, generator, address)
        const cpu = measured.cpuMsPerCallSecond.toFixed(1)
        console.log(`${engine}, ${calls} calls: ${cpu} ms of CPU a call-second`)
        result.rounds.push(measured)
      }
    results.push(...here)
  }
  return results
}

const medianOf = ({ rounds }: Result, name: keyof Measured): number =>
  median(rounds.map((round) => round[name]))

const rowsOf = (results: Result[]): BenchResult['rows'] =>
  results.map((result) => ({
    engine: result.engine,
    calls: result.calls,
    'CPU ms/call-s': rounded(medianOf(result, 'cpuMsPerCallSecond'), 2),
    'core %': rounded(medianOf(result, 'corePercent'), 1),
    'of that the app': rounded(medianOf(result, 'besidesCorePercent'), 1),
    'RSS MB': rounded(medianOf(result, 'rssMb'), 0),
    'delay p50 ms': rounded(medianOf(result, 'delayP50'), 2),
    'delay p99 ms': rounded(medianOf(result, 'delayP99'), 2),
    'loss %': rounded(medianOf(result, 'lossPercent'), 3),
    'packets/s': rounded(medianOf(result, 'packetsPerSecond'), 0),
    'machine idle %': rounded(medianOf(result, 'idlePercent'), 0),
    'late sends': Math.max(...result.rounds.map((round) => round.late)),
  }))

const aimsOf = (results: Result[], { calls }: Plan): BenchResult['aims'] => {
  const most = calls.at(-1) ?? 0
  const at = (engine: EngineName) =>
    results.find((result) => result.engine === engine && result.calls === most)
  const [ours, theirs, none] = [at('veridesk'), at('janus'), at(control)]
  if (!ours || !none) return []
  const added = rounded(medianOf(ours, 'delayP99') - medianOf(none, 'delayP99'), 2)
  const delayAim = {
    aim: `delay p99 at ${most} calls beyond that with nothing between, ms`,
    value: added,
    limit: delayLimitMs,
    met: added < delayLimitMs,
  }
  if (!theirs) return [delayAim]
  const ratio = rounded(
    medianOf(ours, 'cpuMsPerCallSecond') / medianOf(theirs, 'cpuMsPerCallSecond'),
    2,
  )
  const aim = `CPU beside Janus at ${most} calls`
  return [{ aim, value: ratio, limit: cpuLimit, met: ratio <= cpuLimit }, delayAim]
}
