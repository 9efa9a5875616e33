import { useEffect, useRef } from 'preact/hooks'
import { useTexts } from '../preferences.tsx'
import type { Devices } from '../use-devices.ts'
import { Icon } from './icon.tsx'

/** The own camera, as in a mirror where it looks at the customer. */
export function OwnPicture({ devices }: { readonly devices: Devices }) {
  const texts = useTexts()
  const videoRef = useRef<HTMLVideoElement>(null)
  const stream = devices.media?.stream ?? null

  useEffect(() => {
    const element = videoRef.current
    if (!element) return
    element.srcObject = stream
    // Muted pictures may always play; what rejects here was exchanged meanwhile.
    if (stream) element.play().catch(() => undefined)
  }, [stream, devices.facing])

  return (
    <span class="own-picture">
      <video
        ref={videoRef}
        class={devices.facing === 'user' ? 'mirror' : ''}
        data-testid="local-video"
        aria-label={texts.checkPicture}
        muted
        playsInline
        autoPlay
      />
      {devices.media && !devices.cameraOn && (
        <span class="camera-off">
          <Icon name="camera-off" />
          {texts.callOwnCameraOff}
        </span>
      )}
    </span>
  )
}
