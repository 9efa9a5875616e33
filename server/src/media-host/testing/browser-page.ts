import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Counters of what a page received. */
export interface Received {
  framesDecoded: number
  keyFramesDecoded: number
  audioPackets: number
  audioEnergy: number
  lost: number
}

const FLAGS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
]

/** Chromium with fake devices, and `caller.html` of a secure origin for it. */
export async function launchBrowser(): Promise<{
  browser: Browser
  page: () => Promise<Page>
  close: () => Promise<void>
}> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
  const html = await readFile(new URL('caller.html', import.meta.url))
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(html),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}/`
  return {
    browser,
    page: async () => {
      const page = await (await browser.newContext()).newPage()
      await page.goto(origin)
      return page
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** What `caller.html` offers to the tests. */
export interface Caller {
  /** A new connection with camera and microphone; its offer. */
  connect: () => Promise<string>
  /** A new offer on the same connection. */
  reoffer: () => Promise<string>
  accept: (sdp: string) => Promise<void>
  hangUp: () => void
  received: () => Promise<Received>
  /** Mean colour of the received picture, red, green and blue. */
  colour: () => number[]
}

declare global {
  var caller: Caller
}
