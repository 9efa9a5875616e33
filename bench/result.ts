/** What every bench hands back; its table and its JSON are made of it. */
export interface BenchResult {
  name: string
  rows: Record<string, string | number>[]
  aims: { aim: string; value: number; limit: number; met: boolean }[]
  notes?: string[]
}

export interface BenchOptions {
  /** A smaller run of under a minute. */
  quick: boolean
}
