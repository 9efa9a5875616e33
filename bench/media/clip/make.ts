/** The clip that every call sends: encoded once, kept in .cache/bench. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readIvf } from './ivf.ts'
import { readOpus } from './ogg.ts'

export interface Clip {
  /** VP8 frames, 25 a second; the first is a keyframe. */
  video: Buffer[]
  /** Opus packets of 20 ms. */
  audio: Buffer[]
}

const folder = fileURLToPath(new URL('../../../.cache/bench/', import.meta.url))
const seconds = 10

const video = [
  '-f lavfi -i testsrc2=size=640x480:rate=25,noise=alls=20:allf=t',
  '-c:v libvpx -deadline realtime -cpu-used 8 -g 250 -pix_fmt yuv420p',
  '-b:v 1M -minrate 1M -maxrate 1M -bufsize 500k',
]
const audio = [
  '-f lavfi -i sine=frequency=300,tremolo=f=4,volume=0.5 -ac 2',
  '-c:a libopus -b:a 32k -frame_duration 20 -vbr off',
]

/** 640x480 at 25 fps of about 1 Mbps VP8, and Opus; needs ffmpeg the first time. */
export const loadClip = (): Clip => ({
  video: readIvf(encoded('clip.ivf', video)),
  audio: readOpus(encoded('clip.ogg', audio)),
})

const encoded = (name: string, options: string[]): Buffer => {
  const file = `${folder}${name}`
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const draft = `${folder}${process.pid}-${name}`
    const { status, stderr } = spawnSync(
      'ffmpeg',
      [...`-v error -nostdin -y ${options.join(' ')} -t ${seconds}`.split(' '), draft],
      { encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`ffmpeg could not make ${name}: ${stderr}`)
    renameSync(draft, file)
  }
  return readFileSync(file)
}
