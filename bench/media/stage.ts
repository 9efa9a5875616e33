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
  /** The part of what runs besides. */
  besidesCorePercent: number
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
    return await window(stage, engine.pids, generator)
  } finally {
    await generator.ask('closeAll', null)
    await engine.stop()
    await rm(folder, { recursive: true })
  }
}

const total = (pids: number[], of: (pid: number) => number): number =>
  pids.reduce((sum, pid) => sum + of(pid), 0)

const window = async (
  { calls, seconds: planned, besides }: Stage,
  engine: number[],
  generator: Generator,
): Promise<Measured> => {
  const read = () => ({
    at: performance.now(),
    engine: total(engine, cpuMs),
    besides: total(besides, cpuMs),
    machine: machineTicks(),
  })
  const before = read()
  await generator.ask('start', null)
  await delay(planned * 1000)
  const after = read()
  const memory = total([...engine, ...besides], rssMb)
  const { sent, received, delays, late } = await generator.ask('stop', null)
  const seconds = (after.at - before.at) / 1000
  const besidesMs = (after.besides - before.besides) / seconds
  const allMs = (after.engine - before.engine) / seconds + besidesMs
  const idle = after.machine.idle - before.machine.idle
  return {
    cpuMsPerCallSecond: allMs / calls,
    corePercent: allMs / 10,
    besidesCorePercent: besidesMs / 10,
    rssMb: memory,
    delayP50: percentile(delays, 0.5),
    delayP99: percentile(delays, 0.99),
    lossPercent: (1 - received / sent) * 100,
    packetsPerSecond: sent / seconds,
    idlePercent: (idle / (after.machine.all - before.machine.all)) * 100,
    late,
  }
}
