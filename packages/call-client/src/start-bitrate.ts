/** The first guess of the browser's bandwidth estimator. */

/**
 * Chromium and WebKit begin at 300 kbps, and below 500 kbps they shrink a 720p picture before its first frame and
 * take half a minute to let it grow again. 600 kbps keeps the size; the estimator corrects it within a second.
 */
const startKbps = 600

/** The relay's answer with the hint for every video codec in it. */
export function withStartBitrate(sdp: string): string {
  const hint = `x-google-start-bitrate=${startKbps}`
  return sdp.replaceAll(
    /^(a=rtpmap:(\d+) (?:VP8|H264)\/90000\r\n)((?:a=rtcp-fb:.*\r\n)*)(a=fmtp:\2 .*)?/gim,
    (_, rtpmap: string, type: string, feedback: string, fmtp: string | undefined) =>
      fmtp
        ? `${rtpmap}${feedback}${fmtp};${hint}`
        : `${rtpmap}${feedback}a=fmtp:${type} ${hint}\r\n`,
  )
}
