/** The watermarked copy of a photo: drawn without any font of the system. */
import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { AppError } from '../../platform/app-error.ts'

const family = 'Noto Sans SC'
const fontFile = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'

let registered = false
function registerFont(): void {
  if (registered) return
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(fontFile), family)
  registered = true
}

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

/** A JPEG of the picture, upright, with the lines at its lower left. Throws `not_an_image` where it does not decode. */
export async function watermark(bytes: Uint8Array, lines: readonly string[]): Promise<Buffer> {
  registerFont()
  const image = await loadImage(bytes).catch((cause: unknown) => {
    throw new AppError('not_an_image', { cause })
  })
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  drawLines(context, lines, image.width, image.height)
  return canvas.encode('jpeg', 90)
}
