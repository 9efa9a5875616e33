/** `bench network`: a call over a bad access network, through our relay and beside it browser to browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startMediaHost, type MediaHostControl } from '@veridesk/call-client/testing/media-host'
import { launchTestBrowser, type TestBrowser } from '@veridesk/call-client/testing/test-browser'
import type { Page } from 'playwright-core'
import { machineTicks } from '../media/cpu.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { rounded } from '../statistics.ts'
import { bitrateAim, pictureAims, type Comparison } from './aims.ts'
import { connect, type Path } from './calls.ts'
import { makeNoisyCamera } from './camera.ts'
import { cases, lossTen, quickCases, type Case } from './cases.ts'
import { startLink } from './link.ts'
import { wayBetween, type Measurement } from './measure.ts'

interface Plan {
  readonly warmUp: number
  readonly seconds: number
}

const bitrateRuns = 10

/** Every case for 22 s after 8 s, then ten runs at 10 % loss; when quick two cases for 5 s after 3 s. */
export async function run({ quick }: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-network-'))
  const plan = quick ? { warmUp: 3, seconds: 5 } : { warmUp: 8, seconds: 22 }
  const host = await startMediaHost('47000-47899')
  const browser = await launchTestBrowser(makeNoisyCamera(folder))
  const bench = new Bench(browser, host, plan)
  try {
    const compared: Comparison[] = []
    for (const one of quick ? quickCases : cases) {
      const comparison = await bench.compare(one, 1)
      if (one.counts) compared.push(comparison)
    }
    const runs: Comparison[] = []
    for (let seed = 1; !quick && seed <= bitrateRuns; seed += 1)
      runs.push(await bench.compare(lossTen, seed + 1, `, run ${seed}`))
    return {
      name: 'network',
      rows: bench.rows,
      aims: [...pictureAims(compared), ...(quick ? [] : bitrateAim(runs))],
      notes: quick
        ? ['The bitrate at 10 % loss over ten runs is measured by the full run only.']
        : [],
    }
  } finally {
    await browser.close()
    await host.stop()
    rmSync(folder, { recursive: true })
  }
}

class Bench {
  readonly rows: BenchResult['rows'] = []
  readonly #browser: TestBrowser
  readonly #host: MediaHostControl
  readonly #plan: Plan

  constructor(browser: TestBrowser, host: MediaHostControl, plan: Plan) {
    this.#browser = browser
    this.#host = host
    this.#plan = plan
  }

  async compare(one: Case, seed: number, suffix = ''): Promise<Comparison> {
    const measured = async (path: Path): Promise<Measurement> => {
      const { measurement, idle } = await this.#measure(one, path, seed)
      const row = rowOf(one.name + suffix, path, measurement, idle)
      this.rows.push(row)
      console.log(Object.values(row).join('  '))
      return measurement
    }
    return { direct: await measured('direct'), relay: await measured('relay') }
  }

  async #measure(
    { impairment }: Case,
    path: Path,
    seed: number,
  ): Promise<{ measurement: Measurement; idle: number }> {
    const link = await startLink(impairment, seed)
    const call = await connect(path, this.#browser, this.#host, link)
    try {
      await delay(this.#plan.warmUp * 1000)
      const ticks = machineTicks()
      const before = await readings(call.customer, call.agent)
      await delay(this.#plan.seconds * 1000)
      const after = await readings(call.customer, call.agent)
      const now = machineTicks()
      return {
        measurement: {
          up: wayBetween(before.agent, after.agent),
          down: wayBetween(before.customer, after.customer),
        },
        idle: (now.idle - ticks.idle) / (now.all - ticks.all),
      }
    } finally {
      await call.end()
      link.stop()
    }
  }
}

async function readings(customer: Page, agent: Page) {
  const read = (page: Page) => page.evaluate(() => caller.stats())
  return { customer: await read(customer), agent: await read(agent) }
}

function rowOf(
  name: string,
  path: Path,
  { up, down }: Measurement,
  idle: number,
): BenchResult['rows'][number] {
  return {
    case: name,
    path,
    'up fps': rounded(up.fps, 1),
    'down fps': rounded(down.fps, 1),
    'up frozen %': rounded(up.frozen * 100, 1),
    'down frozen %': rounded(down.frozen * 100, 1),
    'up kbps': rounded(up.kbps, 0),
    'down kbps': rounded(down.kbps, 0),
    'up concealed %': rounded(up.concealed * 100, 2),
    'down concealed %': rounded(down.concealed * 100, 2),
    'machine idle %': rounded(idle * 100, 0),
  }
}
