/** The thread of `drawLogo`; answers once. */
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { WorkerAnswer } from '../../platform/workers/run-in-worker.ts'

/** Sharp at the size that pages show it in, on any screen. */
const longestSide = 512

async function draw(bytes: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(bytes)
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').drawImage(image, 0, 0, width, height)
  return canvas.encode('png')
}

const answer: WorkerAnswer<Uint8Array> = await draw(workerData as Uint8Array).then(
  (result) => ({ result }),
  (cause: unknown) => ({ error: cause instanceof Error ? cause.message : String(cause) }),
)
parentPort?.postMessage(answer)
