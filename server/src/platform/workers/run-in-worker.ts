/** Heavy work on a thread of its own, so that requests and rings never wait for it. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { createLimiter } from '../limiter.ts'

/** What a worker file answers with: the result, or the message of what went wrong. */
export type WorkerAnswer<Result> = { readonly result: Result } | { readonly error: string }

/** The work was refused or the thread died; the message is for the log. */
export class WorkerError extends Error {}

// A large photo takes 400 MB while it is drawn.
const limited = createLimiter(2, 20)

/**
 * Runs a worker file once: `input` is its `workerData`, its one message a `WorkerAnswer`. Ends the
 * thread after `deadlineMs`. Throws `WorkerError`, and `unavailable` where too much waits already.
 */
export const runInWorker = <Result>(file: URL, input: unknown, deadlineMs: number) =>
  limited(() => runNow<Result>(file, input, deadlineMs))

async function runNow<Result>(file: URL, input: unknown, deadlineMs: number): Promise<Result> {
  const worker = new Worker(file, { workerData: input })
  const deadline = AbortSignal.timeout(deadlineMs)
  try {
    const [answer] = (await Promise.race([
      once(worker, 'message', { signal: deadline }),
      once(worker, 'exit').then(() => [{ error: 'the worker ended without an answer' }]),
    ])) as [WorkerAnswer<Result>]
    if ('error' in answer) throw new WorkerError(answer.error)
    return answer.result
  } catch (cause) {
    if (cause instanceof WorkerError) throw cause
    throw new WorkerError(cause instanceof Error ? cause.message : String(cause), { cause })
  } finally {
    await worker.terminate()
  }
}
