import { setTimeout as delay } from 'node:timers/promises'
import type { Running } from './service.ts'

export interface Kept {
  /** The child as it runs now, or the one that just ended. */
  current: () => Running
  stop: () => Promise<void>
}

export interface Pace {
  /** Milliseconds before the second attempt in a row; the first comes at once. Doubles from there. */
  firstWait: number
  longestWait: number
  /** A child that lived this long starts the count again. */
  steadyAfter: number
}

const defaultPace: Pace = { firstWait: 250, longestWait: 10_000, steadyAfter: 30_000 }

/**
 * Starts a child and starts it again whenever it ends, until stopped. Rejects when the very first
 * start fails: then something is wrong that only the operator can put right.
 */
export const keepRunning = async (
  name: string,
  start: (signal: AbortSignal) => Promise<Running>,
  say: (line: string) => void,
  pace = defaultPace,
): Promise<Kept> => {
  const stopping = new AbortController()
  const { signal } = stopping
  let current = await start(signal)

  const watch = async () => {
    let wait = 0
    let started = Date.now()
    while (!signal.aborted) {
      const how = await current.exited
      if (signal.aborted) return
      if (Date.now() - started > pace.steadyAfter) wait = 0
      say(`${name} ended (${how}), starting it again`)
      const ended = Date.now()
      for (let back = false; !back && !signal.aborted;) {
        await delay(wait, undefined, { signal }).catch(() => undefined)
        wait = Math.min(Math.max(wait * 2, pace.firstWait), pace.longestWait)
        try {
          current = await start(signal)
          back = true
        } catch (error) {
          if (!signal.aborted) say(error instanceof Error ? error.message : String(error))
        }
      }
      started = Date.now()
      if (!signal.aborted) say(`${name} is back after ${((started - ended) / 1000).toFixed(1)} s`)
    }
    await current.stop()
  }
  const watching = watch()
  return {
    current: () => current,
    stop: async () => {
      stopping.abort()
      await current.stop()
      await watching
    },
  }
}
