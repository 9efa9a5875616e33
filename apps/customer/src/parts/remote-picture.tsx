import { useEffect, useRef, useState } from 'preact/hooks'
import { useTexts } from '../preferences.tsx'
import { Icon } from './icon.tsx'

/** The moment the customer first sees the agent, for measurements of the page. */
const firstFrameMark = 'veridesk:first-frame'

interface RemotePictureProps {
  readonly stream: MediaStream
  /** Seen: before, it lies under the waiting page. */
  readonly shown: boolean
}

/** The agent's picture and sound, filling the screen. */
export function RemotePicture({ stream, shown }: RemotePictureProps) {
  const texts = useTexts()
  const videoRef = useRef<HTMLVideoElement>(null)
  const audioRef = useRef<HTMLAudioElement>(null)
  const [silenced, setSilenced] = useState(false)

  useEffect(() => {
    const element = videoRef.current
    if (!element) return
    element.srcObject = stream
    // Missing before iOS 15.4: then there is no mark.
    element.requestVideoFrameCallback?.(() => {
      if (performance.getEntriesByName(firstFrameMark).length === 0)
        performance.mark(firstFrameMark)
    })
  }, [stream])

  useEffect(() => {
    const element = audioRef.current
    if (!element) return
    element.srcObject = new MediaStream(stream.getAudioTracks())
    element.play().catch((cause: unknown) => {
      // `AbortError`: the stream was exchanged meanwhile, whose own play follows.
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') setSilenced(true)
    })
  }, [stream])

  const soundOn = (): void => {
    audioRef.current?.play().then(
      () => setSilenced(false),
      () => setSilenced(true),
    )
  }

  return (
    <>
      <video
        ref={videoRef}
        class="remote"
        data-testid="remote-video"
        aria-label={texts.callRemotePicture}
        muted
        playsInline
        autoPlay
      />
      {/* On its own: a video element stays silent until its first picture, and an agent may have no camera. */}
      <audio ref={audioRef} autoPlay />
      {silenced && shown && (
        <button type="button" class="sound-on" onClick={soundOn}>
          <Icon name="sound" />
          {texts.callSoundOn}
        </button>
      )}
    </>
  )
}
