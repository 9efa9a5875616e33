/** The whole measurement, inside a network of its own where one could be made. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPerson } from '../../e2e/support/browsers.ts'
import { startStack } from '../../e2e/support/stack.ts'
import { isJanusInstalled, startJanus } from '../janus/janus.ts'
import type { BenchResult } from '../result.ts'
import { installMarks } from './page/marks.ts'
import { aimsOf, rowsOf, timelineOf } from './report.ts'
import type { Results } from './report.ts'
import { directRow } from './rows/direct.ts'
import { janusRow } from './rows/janus.ts'
import { openPlainPages } from './rows/plain-pages.ts'
import { prepareProduct, productRow, weighCustomer } from './rows/product.ts'
import type { Row } from './rows/row.ts'
import { timeOf } from './rows/row.ts'

export interface Plan {
  calls: number
}

/** @param address the one for Janus's media; null: none that it would use. */
export const measureAll = async (
  { calls }: Plan,
  address: string | null,
  notes: string[],
): Promise<BenchResult> => {
  await using held = new AsyncDisposableStack()
  const person = async (phone: boolean) => {
    const opened = await openPerson({ phone })
    held.defer(() => opened.close())
    await opened.context.addInitScript(installMarks)
    return opened
  }
  const stack = await startStack()
  held.defer(() => stack.stop())
  const [agent, customer] = [await person(false), await person(true)]
  const pages = await openPlainPages(agent, customer)
  held.defer(() => pages.close())

  const link = await prepareProduct(stack, agent.page)
  const weight = await weighCustomer(customer.page, link)
  notes.push(
    `The customer's page before the call: ${weight.allKb.toFixed(1)} KB gzipped in ${weight.requests} requests.`,
  )
  const rows: Row[] = [productRow(agent, customer, link), directRow(pages)]
  if (!isJanusInstalled()) notes.push('Janus is not installed: its row is left out.')
  else if (address !== null) {
    const folder = await mkdtemp(join(tmpdir(), 'veridesk-bench-'))
    held.defer(() => rm(folder, { recursive: true }))
    const janus = await startJanus(folder, address)
    held.defer(() => janus.stop())
    rows.push(janusRow(pages, janus))
  }

  const results: Results = new Map(rows.map((row) => [row.name, []]))
  // The first call of each row warms the browsers and does not count.
  for (let call = 0; call <= calls; call += 1)
    for (const row of rows) {
      const timeline = await row.call()
      const [seen, seenBack] = [timeline.agent, timeline.customer].map((marks) =>
        timeOf(marks, 'first frame'),
      )
      console.log(`call ${call}, ${row.name}: agent ${seen} ms, customer ${seenBack} ms`)
      if (call > 0) results.get(row.name)?.push(timeline)
    }
  notes.push(timelineOf(results))
  return { name: 'call', rows: rowsOf(results), aims: aimsOf(results, weight), notes }
}
