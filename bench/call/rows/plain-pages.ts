/** Two pages of the same browsers that the product runs in, with nothing on them but a camera. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Person } from '../../../e2e/support/browsers.ts'
import { installCaller } from '../page/caller.ts'
import { ringsMs, sends } from './row.ts'

type Trickle = (name: string, candidate: RTCIceCandidateInit | null) => Promise<void>

export interface PlainPages {
  agent: Page
  customer: Page
  /** Where the candidates of a page go from now on. */
  onCandidate: (side: 'agent' | 'customer', trickle: Trickle) => void
  close: () => Promise<void>
}

export const openPlainPages = async (agent: Person, customer: Person): Promise<PlainPages> => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>caller</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const targets = new Map<string, Trickle>()
  const open = async (person: Person, side: 'agent' | 'customer'): Promise<Page> => {
    const page = await person.newPage()
    await page.exposeFunction(
      'trickle',
      ((name, candidate) =>
        targets.get(side)?.(name, candidate) ?? Promise.resolve()) satisfies Trickle,
    )
    await page.goto(origin)
    await page.evaluate(installCaller)
    return page
  }
  const pages = {
    agent: await open(agent, 'agent'),
    customer: await open(customer, 'customer'),
  }
  return {
    ...pages,
    onCandidate: (side, trickle) => targets.set(side, trickle),
    close: async () => {
      await pages.agent.close()
      await pages.customer.close()
      server.close()
    },
  }
}

/** Opens the cameras, lets them settle as long as a ringing call does, and marks the beginning on the agent's page. */
export const begin = async ({ agent, customer }: Pick<PlainPages, 'agent' | 'customer'>) => {
  await agent.evaluate((camera) => window.bareCaller.open(camera), sends.agent)
  await customer.evaluate((camera) => window.bareCaller.open(camera), sends.customer)
  await delay(ringsMs)
  await agent.evaluate(() => {
    window.marks.push({ name: 'begin', at: Date.now() })
  })
}
