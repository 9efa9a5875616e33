/** What the customer's page loads before the call. */
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

export interface Weight {
  /** Gzipped JavaScript, in KB of 1024 bytes. */
  scriptKb: number
  /** Everything, as far as it compresses. */
  allKb: number
  requests: number
}

/** Counts what `page` loads from now on. @returns what tells the sum so far */
export const weigh = (page: Page): (() => Promise<Weight>) => {
  const responses: Response[] = []
  const seen = (response: Response) => {
    if (response.url().startsWith('http')) responses.push(response)
  }
  page.on('response', seen)
  return async () => {
    page.off('response', seen)
    let [script, all] = [0, 0]
    for (const response of responses) {
      const size = await response.body().then(
        (body) => gzipSync(body).length,
        // A redirect or a preflight has none.
        () => 0,
      )
      all += size
      if (/javascript/.test(response.headers()['content-type'] ?? '')) script += size
    }
    return { scriptKb: script / 1024, allKb: all / 1024, requests: responses.length }
  }
}
