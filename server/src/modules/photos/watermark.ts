import { AppError } from '../../platform/app-error.ts'
import { runInWorker, WorkerError } from '../../platform/workers/run-in-worker.ts'

/** A 12-megapixel photo takes about half a second. */
const deadlineMs = 20_000

/**
 * A JPEG of the picture, upright, with the lines at its lower left. Drawn on a thread of its own.
 * Throws `not_an_image` where it does not decode.
 */
export async function watermark(bytes: Uint8Array, lines: readonly string[]): Promise<Uint8Array> {
  const file = new URL('./watermark-worker.ts', import.meta.url)
  try {
    return await runInWorker<Uint8Array>(file, { bytes, lines }, deadlineMs)
  } catch (cause) {
    if (cause instanceof WorkerError) throw new AppError('not_an_image', { cause })
    throw cause
  }
}
