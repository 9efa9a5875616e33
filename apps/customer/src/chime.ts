const tones = [660, 880]
const toneSeconds = 0.22

/** Two short tones, where the browser lets a page sound by itself; while the microphone is open it mostly does. */
export async function chime(): Promise<void> {
  const context = new AudioContext()
  try {
    await context.resume()
    const ended = tones.map(
      (frequency, place) =>
        new Promise<void>((resolve) => {
          const tone = context.createOscillator()
          const loudness = context.createGain()
          const from = context.currentTime + place * toneSeconds
          tone.frequency.value = frequency
          // Cut off sharply, a tone clicks.
          loudness.gain.setValueAtTime(0.2, from)
          loudness.gain.linearRampToValueAtTime(0, from + toneSeconds)
          tone.connect(loudness).connect(context.destination)
          tone.onended = () => resolve()
          tone.start(from)
          tone.stop(from + toneSeconds)
        }),
    )
    await Promise.all(ended)
  } finally {
    await context.close()
  }
}
