/** What axe-core finds in a page, as far as it matters to somebody who cannot see or use a mouse. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe: { run(): Promise<AxeResults> }
  }
}

/** Serious and critical findings: a line for each rule, with the first place where it is broken. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // The page's own policy forbids foreign scripts; the debugger's do not go through it.
  await page.evaluate(source)
  const { violations } = await page.evaluate(() => window.axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const [first] = nodes
      return `${id}: ${help}: ${nodes.length} times, first ${first?.target.join(' ')}: ${first?.html.slice(0, 160)}`
    })
}
