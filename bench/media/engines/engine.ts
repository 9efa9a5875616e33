import type { Generator } from '../generator/client.ts'

/** Something that carries calls, running. */
export interface Engine {
  /** Processes whose CPU and memory count. */
  pids: number[]
  /** Opens one recorded call between two peers of the generator; resolves when all are open. */
  openCall: (generator: Generator) => Promise<void>
  stop: () => Promise<void>
}
