/** Loudness of a stream's sound. */

const floorDb = -60

/** Samples of -1..1 to their effective loudness: 0 at or below -60 dBFS, 1 at full scale. */
export function levelOf(samples: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2
  const rms = Math.sqrt(sum / Math.max(1, samples.length))
  const db = 20 * Math.log10(Math.max(rms, 1e-6))
  return Math.min(1, Math.max(0, 1 - db / floorDb))
}

export class LevelMeter {
  // iOS before 14.5 has it under a prefix only: there the call goes on without a meter.
  readonly #context = 'AudioContext' in globalThis ? new AudioContext() : null
  readonly #analyser = this.#context?.createAnalyser()
  readonly #samples = new Float32Array(1024)

  constructor(stream: MediaStream) {
    if (!this.#context || !this.#analyser) return
    this.#analyser.fftSize = this.#samples.length
    this.#context.createMediaStreamSource(stream).connect(this.#analyser)
  }

  /** 0..1 as of `levelOf`; 0 where the browser has no AudioContext. */
  level(): number {
    // Browsers start it suspended until somebody touched the page.
    if (this.#context?.state === 'suspended') void this.#context.resume()
    this.#analyser?.getFloatTimeDomainData(this.#samples)
    return levelOf(this.#samples)
  }

  close(): void {
    void this.#context?.close()
  }
}
