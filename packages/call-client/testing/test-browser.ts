/** Chromium with fake devices, and pages that carry the call client. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import type { CallTransport } from '../src/session-types.ts'
import type { Caller } from './page-entry.ts'
import { Refusal, type TestCall } from './test-call.ts'

declare global {
  var caller: Caller
}

const flags = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
]

export interface TestBrowser {
  /** A page of its own context, with the given camera picture asked for. */
  page(picture: { width: number; height: number }): Promise<Page>
  close(): Promise<void>
}

/** @param camera an MJPEG or Y4M file to be the camera, instead of Chromium's moving test picture */
export async function launchTestBrowser(camera?: string): Promise<TestBrowser> {
  const script = await bundle()
  const server = createServer((request, response) => {
    const isScript = request.url === '/caller.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    const html =
      '<!doctype html><title>caller</title><body><script type=module src=/caller.js></script>'
    response.end(isScript ? script : html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...flags,
      '--use-fake-device-for-media-stream=fps=25',
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
    ],
  })
  return {
    page: async (picture) => {
      const context = await browser.newContext({ permissions: ['camera', 'microphone'] })
      const page = await context.newPage()
      await page.goto(`http://localhost:${port}/`)
      await page.waitForFunction(() => 'caller' in globalThis)
      await page.evaluate((video) => caller.openDevices({ audio: true, video }), picture)
      return page
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** Lets a page take part in a call, and feeds it every snapshot from now on. */
export async function takePart(
  page: Page,
  call: TestCall,
  role: 'customer' | 'agent',
): Promise<void> {
  await page.exposeFunction('callTransport', async (name: keyof CallTransport, input: never) => {
    try {
      return { value: await call[name](role, input) }
    } catch (cause) {
      return { code: cause instanceof Refusal ? cause.code : 'media_unavailable' }
    }
  })
  const feed = async (): Promise<void> => {
    // A page that was closed is told nothing more.
    await page
      .evaluate((snapshot) => caller.update(snapshot), call.snapshot(role))
      .catch(() => undefined)
  }
  call.watch(() => void feed())
  await feed()
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('page-entry.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'caller',
      },
    },
  })
  const [output] = [result].flat()
  if (!output || !('output' in output)) throw new Error('the test page could not be bundled')
  return output.output[0].code
}
