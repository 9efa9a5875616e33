/** The ring: two soft beats of two tones, then a pause; 3 s to be repeated. Samples in -1..1. */
const seconds = 3
const tones = [440, 554.37] as const
const beats = [
  { from: 0, to: 0.4 },
  { from: 0.6, to: 1 },
] as const
const fade = 0.03
const loudness = 0.22

export function ringSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(seconds * sampleRate))
  for (let at = 0; at < samples.length; at++) {
    const time = at / sampleRate
    const beat = beats.find(({ from, to }) => time >= from && time < to)
    if (!beat) continue
    // Faded at both ends: a tone cut off clicks.
    const envelope = Math.min(1, (time - beat.from) / fade, (beat.to - time) / fade)
    const sum = tones.reduce((total, hertz) => total + Math.sin(2 * Math.PI * hertz * time), 0)
    samples[at] = sum * loudness * envelope
  }
  return samples
}
