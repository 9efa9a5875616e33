/** Debian's Chromium with a fake camera: one process a person, so that each has a camera of its own. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { installProbe, removeCamera } from './probe.ts'

export interface Person {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** A fresh tab in the same context. */
  newPage(): Promise<Page>
  close(): Promise<void>
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--no-first-run',
]

export interface PersonOptions {
  /** A file of makeCamera; null: this person has no camera. */
  readonly camera?: string | null
  readonly phone?: boolean
  /** False: the browser answers getUserMedia with a refusal. */
  readonly mediaAllowed?: boolean
  readonly language?: 'zh-CN' | 'en-GB'
}

/** Starts a browser with one page in it. */
export async function openPerson(options: PersonOptions = {}): Promise<Person> {
  if (!executablePath)
    throw new Error('Chromium is missing: npm test installs it, or apt install chromium')
  const allowed = options.mediaAllowed ?? true
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...flags.filter((flag) => allowed || flag !== '--use-fake-ui-for-media-stream'),
      ...(options.camera ? [`--use-file-for-fake-video-capture=${options.camera}`] : []),
      ...(allowed ? [] : ['--deny-permission-prompts']),
    ],
  })
  const context = await browser.newContext({
    locale: options.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: allowed ? ['camera', 'microphone', 'notifications'] : [],
    ...(options.phone
      ? {
          viewport: { width: 390, height: 844 },
          isMobile: true,
          hasTouch: true,
          deviceScaleFactor: 2,
        }
      : { viewport: { width: 1440, height: 900 } }),
  })
  await context.addInitScript(installProbe)
  if (options.camera === null) await context.addInitScript(removeCamera)
  const newPage = async () => {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return page
  }
  return { browser, context, page: await newPage(), newPage, close: () => browser.close() }
}
