import {
  AudioMutedOutlined,
  AudioOutlined,
  CameraOutlined,
  PhoneOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MediaError, screenshot } from '@veridesk/call-client'
import { call } from '@veridesk/contract/api-client'
import { App, Button, Popconfirm } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { callQuery, keys } from '../api/queries.ts'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import type { OwnCall, OwnCallState } from './own-call.ts'
import styles from './call-controls.module.css'

interface Props {
  readonly own: OwnCall
  readonly state: OwnCallState
  readonly video: RefObject<HTMLVideoElement | null>
  /** False for a walk-in call until it is given one. */
  readonly hasOrder: boolean
  /** There is a picture of the customer to take. */
  readonly canShoot: boolean
}

/** 麦克风, 摄像头, 截图, 挂断 (manual 3.7). */
export function CallControls({ own, state, video, hasOrder, canShoot }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const errorText = useErrorText()
  const params = { id: own.callId }
  const refused = (error: unknown) =>
    void message.error(
      error instanceof MediaError ? t('call.noPicture') : Object.values(errorText(error)).join(''),
    )

  const shot = useMutation({
    mutationFn: async () => {
      if (!video.current) throw new MediaError('unknown', 'camera')
      const still = await screenshot(video.current)
      const photoId = crypto.randomUUID()
      return saveStill(own.callId, photoId, still.blob)
    },
    onSuccess: () => void message.success(t('call.shot')),
    onError: refused,
  })
  const hangUp = useMutation({
    mutationFn: () => call('POST /api/calls/:id/hang-up', { params }),
    onSuccess: (ended) => client.setQueryData(callQuery(own.callId).queryKey, ended),
    onError: (error) => {
      if (codeOf(error) !== 'call_ended') refused(error)
      void client.invalidateQueries({ queryKey: keys.call(own.callId) })
    },
  })
  const camera = () =>
    own.setCamera(!state.cameraOn).catch(() => message.warning(t('device.noCamera')))
  return (
    <div className={styles.controls}>
      <Button
        size="large"
        icon={
          state.microphoneOn ? <AudioOutlined aria-hidden /> : <AudioMutedOutlined aria-hidden />
        }
        className={state.microphoneOn ? '' : (styles.off ?? '')}
        aria-pressed={state.microphoneOn}
        disabled={!state.local}
        onClick={() => own.setMicrophone(!state.microphoneOn)}
      >
        {t('call.microphone')}
      </Button>
      <Button
        size="large"
        icon={<VideoCameraOutlined aria-hidden />}
        className={state.cameraOn || state.camera === 'opening' ? '' : (styles.off ?? '')}
        aria-pressed={state.cameraOn}
        disabled={!state.local || state.camera === 'opening'}
        onClick={() => void camera()}
      >
        {t('call.camera')}
      </Button>
      <ReasonButton
        size="large"
        icon={<CameraOutlined aria-hidden />}
        reason={canShoot ? null : t('call.noPicture')}
        loading={shot.isPending}
        onClick={() => shot.mutate()}
      >
        {t('call.screenshot')}
      </ReasonButton>
      <Popconfirm
        title={hasOrder ? t('call.hangUpAsk') : t('walkIn.hangUpAsk')}
        description={hasOrder ? null : t('walkIn.hangUpHint')}
        okText={t('common.confirm')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true }}
        onConfirm={() => hangUp.mutate()}
      >
        <Button
          size="large"
          type="primary"
          danger
          className={styles.hangUp ?? ''}
          icon={<PhoneOutlined rotate={135} aria-hidden />}
          loading={hangUp.isPending}
        >
          {t('call.hangUp')}
        </Button>
      </Popconfirm>
    </div>
  )
}

/** Repeated where the server could not be reached: one id is one photo, however often it is sent. */
async function saveStill(callId: string, photoId: string, blob: Blob) {
  for (let left = 3; ; left--)
    try {
      return await call('PUT /api/calls/:id/photos/:photoId', {
        params: { id: callId, photoId },
        query: { method: 'decoded-frame' },
        body: blob,
      })
    } catch (cause) {
      if (left === 0 || codeOf(cause) !== 'unavailable') throw cause
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
}
