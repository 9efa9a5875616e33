/** The thread of `watermark`: draws without any font of the system, answers once. */
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import type { WorkerAnswer } from '../../platform/workers/run-in-worker.ts'

const family = 'Noto Sans SC'
const fontFile = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'

function drawLines(
  context: SKRSContext2D,
  lines: readonly string[],
  width: number,
  height: number,
) {
  const size = Math.max(12, Math.round(Math.min(width, height) / 30))
  context.font = `${size}px "${family}"`
  context.textBaseline = 'bottom'
  context.lineJoin = 'round'
  context.lineWidth = size / 6
  // White with a dark rim: readable on any picture.
  context.strokeStyle = 'rgba(0, 0, 0, 0.65)'
  context.fillStyle = 'rgba(255, 255, 255, 0.92)'
  lines.forEach((line, index) => {
    const y = height - size * (0.6 + 1.35 * (lines.length - 1 - index))
    context.strokeText(line, size * 0.6, y, width - size * 1.2)
    context.fillText(line, size * 0.6, y, width - size * 1.2)
  })
}

async function draw(bytes: Uint8Array, lines: readonly string[]): Promise<Uint8Array> {
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(fontFile), family)
  const image = await loadImage(bytes)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  drawLines(context, lines, image.width, image.height)
  return canvas.encode('jpeg', 90)
}

const { bytes, lines } = workerData as { bytes: Uint8Array; lines: readonly string[] }
const answer: WorkerAnswer<Uint8Array> = await draw(bytes, lines).then(
  (result) => ({ result }),
  (cause: unknown) => ({ error: cause instanceof Error ? cause.message : String(cause) }),
)
parentPort?.postMessage(answer)
