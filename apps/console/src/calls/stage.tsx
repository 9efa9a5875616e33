import { AudioMutedOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnCallState } from './own-call.ts'
import type { StageNotice } from './stage-notice.ts'
import { useFirstPicture } from './use-first-picture.ts'
import styles from './stage.module.css'

interface Props {
  readonly ref: RefObject<HTMLVideoElement | null>
  readonly state: OwnCallState
  readonly notice: StageNotice | null
  readonly onFirstPicture: () => void
}

/** The customer on the main picture, the agent on the small one (manual 3.7). */
export function Stage({ ref, state, notice, onFirstPicture }: Props) {
  const { t } = useTranslation()
  const [remote] = state.session?.remotes ?? []
  const stream = remote?.stream ?? null
  const [held, setHeld] = useState(false)
  const sound = useRef<HTMLAudioElement>(null)
  useFirstPicture(ref, stream, onFirstPicture)
  useEffect(() => {
    if (ref.current && ref.current.srcObject !== stream) ref.current.srcObject = stream
    const audio = sound.current
    if (!audio) return
    audio.srcObject = stream && new MediaStream(stream.getAudioTracks())
    if (!stream) return
    audio.play().then(
      () => setHeld(false),
      // NotAllowedError: sound without a click; any other rejection is of a stream already exchanged.
      (cause: unknown) => setHeld(cause instanceof Error && cause.name === 'NotAllowedError'),
    )
  }, [ref, stream])
  const play = () => void sound.current?.play().then(() => setHeld(false))

  return (
    <div className={styles.stage}>
      <video
        ref={ref}
        className={styles.remote}
        autoPlay
        muted
        playsInline
        aria-label={t('call.customerPicture')}
        data-testid="remote-video"
      />
      {/* On its own: a video element stays silent until its first picture. */}
      <audio ref={sound} autoPlay />
      {notice && (
        <div
          className={`${styles.notice} ${notice.key === 'call.customerCameraOff' ? styles.opaque : ''}`}
          role="status"
        >
          {notice.key === 'call.customerMissing'
            ? t(notice.key, { seconds: notice.seconds })
            : t(notice.key)}
        </div>
      )}
      {held && (
        <Button className={styles.held ?? ''} type="primary" size="large" onClick={play}>
          {t('call.playBlocked')}
        </Button>
      )}
      <OwnPicture state={state} />
    </div>
  )
}

function OwnPicture({ state }: { readonly state: OwnCallState }) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const stream = state.local?.stream ?? null
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  return (
    <div className={styles.own}>
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t('call.ownPicture')}
        data-testid="local-video"
      />
      {state.camera !== 'opening' && !state.cameraOn && (
        <span className={styles.off}>
          {t(state.camera === 'none' ? 'call.noOwnCamera' : 'call.ownCameraOff')}
        </span>
      )}
      {stream && !state.microphoneOn && (
        <span className={styles.muted}>
          <AudioMutedOutlined aria-hidden /> {t('call.muted')}
        </span>
      )}
    </div>
  )
}
