/** The sound of an incoming call. A browser plays none before the person has touched the page. */
import { ringSamples } from './ring-samples.ts'

let context: AudioContext | null = null

/** Resolves once this page may sound. */
export function soundAllowed(): Promise<void> {
  return new Promise((resolve) => {
    const gestures = ['pointerdown', 'keydown'] as const
    const allow = () => {
      for (const gesture of gestures) removeEventListener(gesture, allow, true)
      context ??= new AudioContext()
      resolve()
    }
    if (navigator.userActivation?.hasBeenActive) allow()
    else for (const gesture of gestures) addEventListener(gesture, allow, true)
  })
}

/** Rings until the returned function is called. Silent before `soundAllowed`. */
export function startRinging(): () => void {
  if (!context) return () => undefined
  if (context.state === 'suspended') void context.resume()
  const samples = ringSamples(context.sampleRate)
  const buffer = context.createBuffer(1, samples.length, context.sampleRate)
  buffer.copyToChannel(samples, 0)
  const source = context.createBufferSource()
  source.buffer = buffer
  source.loop = true
  source.connect(context.destination)
  source.start()
  return () => {
    source.stop()
    source.disconnect()
  }
}
