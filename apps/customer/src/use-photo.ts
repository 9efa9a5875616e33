import { MediaError } from '@veridesk/call-client'
import type { LocalMedia, Still } from '@veridesk/call-client'
import { ApiError } from '@veridesk/contract/api-client'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { putPhoto } from './put-photo.ts'
import type { RefusalCode } from './state.ts'
import { randomId } from './random-id.ts'

interface Shot {
  /** Made here, kept over retries: a repeated upload is the same photo. */
  readonly id: string
  readonly still: Still
  /** Object URL of the picture. */
  readonly url: string
}

export type PhotoStep =
  | { readonly name: 'idle' }
  | { readonly name: 'taking' }
  /** The camera gave no picture. */
  | { readonly name: 'missed' }
  | { readonly name: 'preview'; readonly shot: Shot }
  | {
      readonly name: 'sending'
      readonly shot: Shot
      readonly percent: number
      readonly retrying: boolean
    }
  | { readonly name: 'refused'; readonly shot: Shot; readonly code: RefusalCode }
  | { readonly name: 'sent' }

export interface PhotoFlow {
  readonly step: PhotoStep
  readonly take: () => void
  readonly send: (shot: Shot) => void
  readonly close: () => void
}

const sentShownMs = 2_500

/** 拍照: take, look, use or take again; the call goes on meanwhile (manual 4.4). */
export function usePhoto(callId: string | null, media: LocalMedia | null): PhotoFlow {
  const [step, setStep] = useState<PhotoStep>({ name: 'idle' })
  const runRef = useRef(0)

  const url = 'shot' in step ? step.shot.url : null
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url])
  useEffect(() => {
    if (step.name !== 'sent') return undefined
    const timer = setTimeout(() => setStep({ name: 'idle' }), sentShownMs)
    return () => clearTimeout(timer)
  }, [step.name])

  const actions = useMemo(() => {
    // A step that was left must not come back when its work settles.
    const begin = (): ((next: PhotoStep) => void) => {
      const mine = ++runRef.current
      return (next) => {
        if (runRef.current === mine) setStep(next)
      }
    }

    const take = async (): Promise<void> => {
      const show = begin()
      show({ name: 'taking' })
      try {
        if (!media) throw new MediaError('not-found', 'camera')
        const still = await media.takePhoto()
        show({
          name: 'preview',
          shot: { id: randomId(), still, url: URL.createObjectURL(still.blob) },
        })
      } catch (cause) {
        if (!(cause instanceof MediaError)) throw cause
        show({ name: 'missed' })
      }
    }

    const send = async (shot: Shot): Promise<void> => {
      if (callId === null) return
      const show = begin()
      show({ name: 'sending', shot, percent: 0, retrying: false })
      try {
        await putPhoto(callId, shot.id, shot.still, (percent, retrying) =>
          show({ name: 'sending', shot, percent, retrying }),
        )
        show({ name: 'sent' })
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        show({ name: 'refused', shot, code: cause.code })
      }
    }

    return {
      take: () => void take(),
      send: (shot: Shot) => void send(shot),
      close: () => begin()({ name: 'idle' }),
    }
  }, [callId, media])

  return { step, ...actions }
}
