import { expect, test } from 'vitest'
import { withStartBitrate } from './start-bitrate.ts'

const sdp = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`

test('a codec without parameters gets a line for the hint, one with parameters gets it added', () => {
  const answer = sdp(
    'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
    'a=rtcp-fb:96 nack pli',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
    'a=rtpmap:102 H264/90000',
    'a=fmtp:102 packetization-mode=1',
  )
  expect(withStartBitrate(answer)).toBe(
    sdp(
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102',
      'a=rtpmap:96 VP8/90000',
      'a=rtcp-fb:96 nack',
      'a=rtcp-fb:96 nack pli',
      'a=fmtp:96 x-google-start-bitrate=600',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      'a=rtpmap:102 H264/90000',
      'a=fmtp:102 packetization-mode=1;x-google-start-bitrate=600',
    ),
  )
})

test('an answer without video stays as it is', () => {
  const answer = sdp('m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2')
  expect(withStartBitrate(answer)).toBe(answer)
})
