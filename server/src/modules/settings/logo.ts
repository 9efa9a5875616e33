import { AppError } from '../../platform/app-error.ts'
import { runInWorker, WorkerError } from '../../platform/workers/run-in-worker.ts'
import { isPlainPicture } from './picture.ts'

const deadlineMs = 10_000

/**
 * A PNG of at most 512 pixels a side drawn from a PNG, JPEG or WebP, on a thread of its own. Throws
 * `not_an_image` for anything else, also for what decodes but carries something behind its end.
 */
export async function drawLogo(bytes: Uint8Array): Promise<Uint8Array> {
  if (!isPlainPicture(bytes)) throw new AppError('not_an_image')
  const file = new URL('./logo-worker.ts', import.meta.url)
  try {
    return await runInWorker<Uint8Array>(file, bytes, deadlineMs)
  } catch (cause) {
    if (cause instanceof WorkerError) throw new AppError('not_an_image', { cause })
    throw cause
  }
}
