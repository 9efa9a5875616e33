/** One measurement: so many calls on one engine, for so long. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { percentile } from '../statistics.ts'
import { cpuMs, machineTicks, rssMb } from './cpu.ts'
import type { Engine } from './engines/engine.ts'
import type { Generator } from './generator/client.ts'

export interface Stage {
  start: (folder: string, address: string) => Engine | Promise<Engine>
  calls: number
  /** Seconds of sending before, and during the measurement. */
  warmUp: number
  seconds: number
  /** Processes that run besides and count as well. */
  besides: number[]
}

export interface Measured {
  /** CPU of the engine and of what runs besides. */
  cpuMsPerCallSecond: number
  corePercent: number
  rssMb: number
  delayP50: number
  delayP99: number
  lossPercent: number
  packetsPerSecond: number
  /** Of the whole machine, generator and everything else included. */
  idlePercent: number
  /** How often the generator was too late to count. */
  late: number
}

/** Starts a fresh engine, opens the calls, lets them run, and closes everything. */
export const measure = async (
  stage: Stage,
  generator: Generator,
  address: string,
): Promise<Measured> => {
  const folder = await mkdtemp(join(tmpdir(), 'veridesk-bench-'))
  const engine = await stage.start(folder, address)
  try {
    for (let call = 0; call < stage.calls; call += 1) await engine.openCall(generator)
    await generator.ask('start', null)
    await delay(stage.warmUp * 1000)
    await generator.ask('stop', null)
    return await window(stage, [...engine.pids, ...stage.besides], generator)
  } finally {
    await generator.ask('closeAll', null)
    await engine.stop()
    await rm(folder, { recursive: true })
  }
}

const window = async (stage: Stage, pids: number[], generator: Generator): Promise<Measured> => {
  const cpu = () => pids.reduce((total, pid) => total + cpuMs(pid), 0)
  const before = { cpu: cpu(), machine: machineTicks(), at: performance.now() }
  await generator.ask('start', null)
  await delay(stage.seconds * 1000)
  const seconds = (performance.now() - before.at) / 1000
  const used = cpu() - before.cpu
  const machine = machineTicks()
  const memory = pids.reduce((total, pid) => total + rssMb(pid), 0)
  const { sent, received, delays, late } = await generator.ask('stop', null)
  return {
    cpuMsPerCallSecond: used / seconds / stage.calls,
    corePercent: used / seconds / 10,
    rssMb: memory,
    delayP50: percentile(delays, 0.5),
    delayP99: percentile(delays, 0.99),
    lossPercent: (1 - received / sent) * 100,
    packetsPerSecond: sent / seconds,
    idlePercent: ((machine.idle - before.machine.idle) / (machine.all - before.machine.all)) * 100,
    late,
  }
}
