import type { Page } from 'playwright-core'
import { until } from '../../../e2e/support/until.ts'
import type { Mark } from '../page/marks.ts'

/** One call's moments, in milliseconds from its beginning. */
export interface Timeline {
  agent: Mark[]
  customer: Mark[]
}

/** One of the ways to call that are compared. */
export interface Row {
  name: string
  /** One call from the beginning to the first frame on both sides, and back to where the next can begin. */
  call: () => Promise<Timeline>
}

/** What each side sends, in every row (manual 2.3). */
export const sends = {
  customer: { videoKbps: 1500, width: 1280, height: 720 },
  agent: { videoKbps: 500, width: 640, height: 480 },
} as const

/** What the agent takes to see who calls; the pages use it to make ready. */
export const ringsMs = 1000

const firstFrameWithin = 20_000

export const forgetMarks = async (...pages: Page[]): Promise<void> => {
  for (const page of pages)
    await page.evaluate(() => {
      window.marks.length = 0
    })
}

/** Waits for the first frame on both pages; then everything since `beginning`, which the agent's page marked. */
export const readTimeline = async (
  agent: Page,
  customer: Page,
  beginning: string,
): Promise<Timeline> => {
  const seen = (page: Page) =>
    page.evaluate(() => window.marks.some(({ name }) => name === 'first frame'))
  await until(
    'the first frame on both sides',
    firstFrameWithin,
    async () => (await seen(agent)) && (await seen(customer)),
  )
  const [ours, theirs] = await Promise.all(
    [agent, customer].map((page) => page.evaluate(() => window.marks)),
  )
  const began = ours?.find(({ name }) => name === beginning)?.at
  if (began === undefined) throw new Error(`the agent's page has no mark "${beginning}"`)
  const since = (marks: Mark[] = []) =>
    marks.flatMap(({ name, at }) => (at >= began ? [{ name, at: at - began }] : []))
  return { agent: since(ours), customer: since(theirs) }
}

/** Milliseconds to the first mark of this name; NaN without one. */
export const timeOf = (marks: Mark[], name: string): number =>
  marks.find((mark) => mark.name === name)?.at ?? Number.NaN
