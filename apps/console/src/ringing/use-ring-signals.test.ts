import { afterEach, expect, it, vi } from 'vitest'
import { notify } from './use-ring-signals.ts'

const closed = vi.fn<() => void>()
const shown = vi.fn<(title: string) => void>()
class FakeNotification {
  static readonly permission = 'granted'
  readonly close = closed
  readonly addEventListener = () => undefined
  constructor(title: string) {
    shown(title)
  }
}

function page(given: { hidden: boolean; focused: boolean }) {
  vi.stubGlobal('document', { hidden: given.hidden, hasFocus: () => given.focused })
  vi.stubGlobal('window', { Notification: FakeNotification })
  vi.stubGlobal('Notification', FakeNotification)
}
afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const ring = { tag: 'call', title: '视频来电', body: '邓*闲' }

it('notifies from a visible window that lies beside the focus, until it is taken back', () => {
  page({ hidden: false, focused: false })
  const takeBack = notify(ring)
  expect(shown).toHaveBeenCalledExactlyOnceWith('视频来电')
  takeBack?.()
  expect(closed).toHaveBeenCalledOnce()
})

it('stays quiet in the window that has the focus', () => {
  page({ hidden: false, focused: true })
  expect(notify(ring)).toBeUndefined()
  expect(shown).not.toHaveBeenCalled()
})
