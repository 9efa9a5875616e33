/** What everybody does on the console outside a call: buttons, choices, rows, lists. */
import type { Locator, Page } from 'playwright-core'
import type { ClientInput, ClientOutput, EndpointKey, Endpoints } from '@veridesk/contract'
import { urlOf } from '@veridesk/contract/api-client'
import { read } from './agent.ts'
import type { Stack } from './stack.ts'

/** A button by its words; the kit puts a space between two Chinese characters. */
export function button(scope: Page | Locator, words: string): Locator {
  const spaced = /^\p{Script=Han}{2}$/u.test(words)
  return scope.getByRole('button', {
    name: spaced ? new RegExp(`^${words[0]}\\s*${words[1]}$`) : words,
    exact: true,
  })
}

/** Opens a field of choices by its name and takes one. */
export async function choose(scope: Page | Locator, field: string, option: string): Promise<void> {
  const box = scope.getByRole('combobox', { name: field, exact: true })
  await box.click()
  const page = 'page' in scope ? scope.page() : scope
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
}

/** The rows of a list, without its heading. */
export const rowsOf = (page: Page): Locator => page.locator('tr[data-row-key]')

/** The one row in which these words stand. */
export const rowOf = (page: Page, words: string): Locator =>
  rowsOf(page).filter({ hasText: words }).first()

/** The dialog or drawer with this name. */
export const dialog = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('dialog', { name })

/** Asks one of our own endpoints for a change, with the page's session. */
export async function write<K extends EndpointKey>(
  page: Page,
  key: K,
  input: ClientInput<Endpoints[K]>,
): Promise<ClientOutput<Endpoints[K]>> {
  const given = input as { params?: Record<string, string>; body?: unknown }
  const response = await page.request.fetch(new URL(urlOf(key, given), page.url()).href, {
    method: key.slice(0, key.indexOf(' ')),
    headers: { 'x-veridesk': '1' },
    ...(given.body === undefined ? {} : { data: given.body }),
  })
  if (!response.ok()) throw new Error(`${key} answered ${response.status()}`)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as ClientOutput<Endpoints[K]>
}

/** `count` orders of one item, by the page's person, with numbers from `first` on. */
export async function addOrders(page: Page, first: number, count: number): Promise<void> {
  const { items } = await read(page, 'GET /api/business-types')
  const businessItemId = items[0]?.items[0]?.id
  if (!businessItemId) throw new Error('no business item')
  for (let number = first; number < first + count; number += 1)
    await write(page, 'POST /api/work-orders', {
      body: {
        businessItemId,
        insuredName: `测试${number}`,
        contactPhone: `138${String(number).padStart(8, '0')}`,
        caseNumber: `C${number}`,
        policyNumber: `P${number}`,
      },
    })
}

/** Makes agent2 somebody who may read the audit log: 审计. */
export const makeAuditor = (stack: Stack): Promise<void> =>
  stack.sql("update accounts set grants = array['audit'] where username = 'agent2'")
