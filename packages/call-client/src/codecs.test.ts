import { expect, test } from 'vitest'
import { audioPreference, videoPreference } from './codecs.ts'

const codec = (mimeType: string, sdpFmtpLine?: string) =>
  sdpFmtpLine === undefined ? { mimeType } : { mimeType, sdpFmtpLine }

test('redundant Opus is preferred to plain Opus, and nothing else is offered for sound', () => {
  const known = ['audio/opus', 'audio/G722', 'audio/red', 'audio/CN'].map((name) => codec(name))
  expect(audioPreference(known).map(({ mimeType }) => mimeType)).toEqual([
    'audio/red',
    'audio/opus',
  ])
})

test('a browser without RED offers Opus alone', () => {
  expect(audioPreference([codec('audio/opus')])).toEqual([codec('audio/opus')])
})

test('VP8 comes before H.264 in packetization mode 1, then RTX, and no ULPFEC or RED', () => {
  const h264 = codec('video/H264', 'packetization-mode=1;profile-level-id=42e01f')
  const known = [
    h264,
    codec('video/H264', 'packetization-mode=0;profile-level-id=42e01f'),
    codec('video/rtx'),
    codec('video/VP9', 'profile-id=0'),
    codec('video/red'),
    codec('video/ulpfec'),
    codec('video/VP8'),
  ]
  expect(videoPreference(known)).toEqual([codec('video/VP8'), h264, codec('video/rtx')])
})
