/** The mini program's pages as `miniprogram-simulate` runs them: WeChat's own component system on a DOM. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, vi, type Mock } from 'vitest'

/** What we use of the package; its own types bring an older copy of WeChat's. */
interface Simulate {
  load(definition: object): string
  load(path: string, options: object): string
  render(id: string): Rendered & { attach(parent: Node): void; detach(): void }
}
interface Rendered {
  readonly dom: Element
  readonly instance: { onLoad(query: Query): void }
  querySelector(selector: string): Rendered | undefined
  dispatchEvent(name: string, options?: { detail: object }): void
}
type Query = Readonly<Record<string, string>>

export interface OpenPage {
  /** All that is shown; a web-view shows its address. */
  text(): string
  shows(selector: string): boolean
  /** An event of a component of the page; its handlers run a moment later, as in WeChat. */
  give(selector: string, event: string, detail?: object): void
}

const appFolder = path.join(import.meta.dirname, '..')
const tsc = path.join(appFolder, '../../node_modules/.bin/tsc')
const require = createRequire(import.meta.url)
const simulate = require('miniprogram-simulate') as Simulate

/** Compiles as WeChat's developer tools do, to CommonJS. Returns the folder. */
function compile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'veridesk-miniprogram-'))
  const options = ['--noEmit', 'false', '--module', 'commonjs', '--verbatimModuleSyntax', 'false']
  execFileSync(tsc, ['-p', appFolder, ...options, '--outDir', folder])
  const filter = (file: string) => !file.endsWith('.ts')
  cpSync(path.join(appFolder, 'src'), folder, { recursive: true, filter })
  return folder
}

const folder = compile()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The app on a phone whose WeChat speaks `language`; it remembers nothing of one started before. */
export function startApp(language: string) {
  for (const file of Object.keys(require.cache))
    if (file.startsWith(folder)) delete require.cache[file]
  const wx = {
    navigateTo: vi.fn<(to: { url: string }) => void>(),
    redirectTo: vi.fn<(to: { url: string }) => void>(),
    makePhoneCall: vi.fn<(to: { phoneNumber: string }) => void>(),
    setNavigationBarTitle: vi.fn<(to: { title: string }) => void>(),
  } satisfies Record<string, Mock>
  vi.stubGlobal('wx', { ...wx, getAppBaseInfo: () => ({ language }) })
  const webView = simulate.load({
    tagName: 'wx-web-view',
    template: '<text>{{src}}</text>',
    properties: { src: String },
  })
  const options = {
    compiler: 'simulate',
    rootPath: folder,
    usingComponents: { 'web-view': webView },
  }
  const opened: { detach(): void }[] = []
  return {
    /** What the pages ask of WeChat. */
    wx,
    /** Opens a page, named as app.json does, with the query it was reached by. */
    open(page: string, query: Query = {}): OpenPage {
      const shown = simulate.render(simulate.load(path.join(folder, page), options))
      shown.attach(document.body)
      opened.push(shown)
      shown.instance.onLoad(query)
      return {
        text: () => shown.dom.textContent ?? '',
        shows: (selector) => shown.querySelector(selector) !== undefined,
        give(selector, event, detail = {}) {
          const component = shown.querySelector(selector)
          if (!component) throw new Error(`the page shows no ${selector}`)
          component.dispatchEvent(event, { detail })
        },
      }
    },
    close() {
      for (const page of opened) page.detach()
      vi.unstubAllGlobals()
    },
  }
}
export type SimulatedApp = ReturnType<typeof startApp>
