import { LocalMedia, MediaError } from '@veridesk/call-client'
import type { MediaKind, MediaProblem } from '@veridesk/call-client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

/** What the customer sends (manual 2.3: up to 720p). */
const camera = { width: 1280, height: 720, facingMode: 'user' } as const

export interface DeviceTrouble {
  /** `lost`: it worked and went away. */
  readonly problem: MediaProblem | 'lost'
  readonly kind: MediaKind
}

export interface Devices {
  /** Null while asking, and where camera or microphone cannot be had. */
  readonly media: LocalMedia | null
  readonly trouble: DeviceTrouble | null
  readonly opening: boolean
  readonly cameraOn: boolean
  readonly facing: 'user' | 'environment'
  /** Asks again for what is missing. */
  readonly reopen: () => void
  readonly switchCamera: () => void
  readonly flip: () => void
}

/** Camera and microphone from the check to the end of the call. */
export function useDevices(): Devices {
  const [media, setMedia] = useState<LocalMedia | null>(null)
  const [trouble, setTrouble] = useState<DeviceTrouble | null>(null)
  const [opening, setOpening] = useState(true)
  const [cameraOn, setCameraOn] = useState(true)
  const [facing, setFacing] = useState<'user' | 'environment'>('user')
  const mediaRef = useRef<LocalMedia | null>(null)
  const goneRef = useRef(false)

  /** One at a time; what goes wrong becomes trouble to be shown. */
  const attempt = useCallback(async (work: () => Promise<void>): Promise<void> => {
    setOpening(true)
    try {
      await work()
      setTrouble(null)
    } catch (cause) {
      if (!(cause instanceof MediaError)) throw cause
      setTrouble(cause)
    } finally {
      const now = mediaRef.current
      const track = now?.stream.getVideoTracks()[0]
      setCameraOn(now?.videoOn ?? false)
      setFacing(track?.getSettings().facingMode === 'environment' ? 'environment' : 'user')
      setOpening(false)
    }
  }, [])

  const open = useCallback(
    () =>
      attempt(async () => {
        mediaRef.current?.close()
        mediaRef.current = null
        setMedia(null)
        const opened = await LocalMedia.open({ audio: true, video: camera })
        if (goneRef.current) return opened.close()
        opened.onEnded((kind) => {
          setTrouble({ problem: 'lost', kind })
          setCameraOn(opened.videoOn)
        })
        mediaRef.current = opened
        setMedia(opened)
      }),
    [attempt],
  )

  useEffect(() => {
    goneRef.current = false
    void open()
    return () => {
      goneRef.current = true
      mediaRef.current?.close()
    }
  }, [open])

  return {
    media,
    trouble,
    opening,
    cameraOn,
    facing,
    reopen() {
      // A lost camera comes back inside the running call; a lost microphone needs both anew.
      if (media && trouble?.kind === 'camera') void attempt(() => media.setVideo(true))
      else void open()
    },
    switchCamera() {
      if (media) void attempt(() => media.setVideo(!media.videoOn))
    },
    flip() {
      if (media) void attempt(() => media.flip())
    },
  }
}
