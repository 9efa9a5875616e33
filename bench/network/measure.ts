/** What one direction of a call was like between two readings. */
import type { SessionStats } from '@veridesk/call-client'

export interface Way {
  readonly fps: number
  /** Of the time, 0..1. */
  readonly frozen: number
  readonly kbps: number
  /** Of the sound, 0..1: made up by the receiver for what did not arrive. */
  readonly concealed: number
}

export interface Measurement {
  /** Customer to agent. */
  readonly up: Way
  readonly down: Way
}

/** @param before @param after readings of the receiving page */
export function wayBetween(before: SessionStats, after: SessionStats): Way {
  const seconds = (after.at - before.at) / 1000
  const [videoBefore, video] = [before.received.video, after.received.video]
  const [audioBefore, audio] = [before.received.audio, after.received.audio]
  return {
    fps: (video.framesDecoded - videoBefore.framesDecoded) / seconds,
    frozen: (video.freezeSeconds - videoBefore.freezeSeconds) / seconds,
    kbps: ((video.bytes - videoBefore.bytes) * 8) / 1000 / seconds,
    concealed:
      (audio.concealedSamples - audioBefore.concealedSamples) /
      Math.max(1, audio.samples - audioBefore.samples),
  }
}
