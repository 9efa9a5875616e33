import { ApiError } from '@veridesk/contract/api-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { putPhoto } from './put-photo.ts'

interface Answer {
  /** 0: the network failed. */
  readonly status: number
  readonly body?: object
}

const sent: { url: string; method: string }[] = []
let answers: Answer[] = []

/** Answers each upload with the next of `answers`. */
class Upload {
  readonly upload: { onprogress?: (progress: { loaded: number; total: number }) => void } = {}
  status = 0
  responseText = ''
  onload?: () => void
  onerror?: () => void
  open(method: string, url: string): void {
    sent.push({ method, url })
  }
  setRequestHeader(): void {}
  getResponseHeader(): string {
    return 'application/problem+json'
  }
  send(): void {
    const answer = answers.shift() ?? { status: 0 }
    this.status = answer.status
    this.responseText = JSON.stringify(answer.body ?? {})
    queueMicrotask(() => {
      this.upload.onprogress?.({ loaded: 1, total: 2 })
      if (answer.status === 0) this.onerror?.()
      else this.onload?.()
    })
  }
}

const still = { blob: new Blob(['x']), width: 4, height: 3, method: 'take-photo' } as const
const refusal = { status: 413, body: { code: 'photo_too_large', status: 413 } }

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', Upload)
  vi.useFakeTimers()
  sent.length = 0
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const upload = async (...given: Answer[]) => {
  answers = given
  const progress: [number, boolean][] = []
  const done = putPhoto('call-1', 'photo-1', still, (...news) => progress.push(news)).then(
    () => 'stored',
    (cause: unknown) => (cause instanceof ApiError ? cause.code : 'bug'),
  )
  await vi.runAllTimersAsync()
  return { result: await done, progress }
}

test('a photo goes to its own address with the way it was made', async () => {
  const { result, progress } = await upload({ status: 200 })
  expect(result).toBe('stored')
  expect(sent).toEqual([
    { method: 'PUT', url: '/api/customer/calls/call-1/photos/photo-1?method=take-photo' },
  ])
  expect(progress).toEqual([[50, false]])
})

test('a failed network is tried again at the same address', async () => {
  const { result, progress } = await upload({ status: 0 }, { status: 0 }, { status: 200 })
  expect(result).toBe('stored')
  expect(new Set(sent.map(({ url }) => url)).size).toBe(1)
  expect(progress.at(-1)).toEqual([50, true])
})

test('a network that stays away is said in the end', async () => {
  const { result } = await upload()
  expect(result).toBe('unavailable')
  expect(sent).toHaveLength(5)
})

test('a refusal is not tried again', async () => {
  const { result } = await upload(refusal)
  expect(result).toBe('photo_too_large')
  expect(sent).toHaveLength(1)
})
