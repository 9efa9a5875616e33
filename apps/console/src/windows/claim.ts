/** One window at a time, among the windows of this browser: by a Web Lock, which a closed window gives back. */
export interface Claim {
  /** Settles when it is this window's turn; never, where it was released before. */
  readonly granted: Promise<void>
  release(): void
}

type Locks = Pick<LockManager, 'request'>

/** Queues for `name`. Without locks (no secure context) every window has its turn at once. */
export function claim(name: string, locks: Locks | undefined = navigator.locks): Claim {
  if (!locks) return { granted: Promise.resolve(), release: () => undefined }
  const waiting = new AbortController()
  let giveBack = () => waiting.abort()
  const granted = new Promise<void>((resolve, reject) => {
    const held = locks.request(name, { signal: waiting.signal }, () => {
      resolve()
      return new Promise<void>((done) => {
        giveBack = done
      })
    })
    held.catch((cause: unknown) => {
      if (!waiting.signal.aborted) reject(cause instanceof Error ? cause : new Error(String(cause)))
    })
  })
  return { granted, release: () => giveBack() }
}

/** `name` if nobody has it now, else null. */
export async function tryClaim(
  name: string,
  locks: Locks | undefined = navigator.locks,
): Promise<Claim | null> {
  if (!locks) return claim(name, locks)
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((done) => {
          resolve({ granted: Promise.resolve(), release: done })
        })
      })
      .catch(reject)
  })
}
