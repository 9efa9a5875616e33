import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'

/** Calls back once, with the first decoded frame of the call, and marks the moment for measurements. */
export function useFirstPicture(
  video: RefObject<HTMLVideoElement | null>,
  stream: MediaStream | null,
  onFirst: () => void,
): void {
  const done = useRef(false)
  const first = useEffectEvent(() => {
    if (done.current) return
    done.current = true
    performance.mark('veridesk:first-frame')
    onFirst()
  })
  useEffect(() => {
    const element = video.current
    if (!element || !stream || done.current) return undefined
    const handle = element.requestVideoFrameCallback(() => first())
    return () => element.cancelVideoFrameCallback(handle)
  }, [video, stream])
}
