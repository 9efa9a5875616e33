/** Reads a video file with ffmpeg, as a third party would. */
import { spawnSync } from 'node:child_process'

/** Decodes the whole file; throws on any decoding error. */
export function decodeVideo(file: string): { seconds: number; frames: number; sound: boolean } {
  const result = spawnSync(
    'ffmpeg',
    ['-hide_banner', '-nostdin', '-i', file, '-map', '0', '-f', 'null', '-'],
    { encoding: 'utf8', timeout: 120_000 },
  )
  const said = result.stderr
  if (result.status !== 0) throw new Error(`ffmpeg could not decode ${file}:\n${said}`)
  const clock = [...said.matchAll(/time=(\d+):(\d+):([\d.]+)/g)].at(-1)
  const frames = [...said.matchAll(/frame=\s*(\d+)/g)].at(-1)
  return {
    seconds: clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) : 0,
    frames: Number(frames?.[1] ?? 0),
    sound: /Stream #\S+.*Audio: opus/.test(said),
  }
}
