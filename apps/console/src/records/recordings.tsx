import { DownloadOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { urlOf } from '@veridesk/contract/api-client'
import { Button, Modal, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordingsQuery } from '../api/queries.ts'
import { clock } from '../format/duration.ts'
import { fileSize } from '../format/size.ts'
import { LoadError } from '../parts/load-error.tsx'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'
import { byParticipant, type ParticipantRecording } from './recording-groups.ts'
import styles from './recordings.module.css'

const tones: Readonly<Record<ParticipantRecording['state'], Tone>> = {
  recording: 'blue',
  complete: 'green',
  noSound: 'amber',
  noPicture: 'amber',
  empty: 'grey',
  damaged: 'red',
}
const words = {
  recording: 'recording.open',
  complete: 'recording.complete',
  noSound: 'recording.noSound',
  noPicture: 'recording.noPicture',
  empty: 'recording.empty',
  damaged: 'recording.damaged',
} as const

/** What of a call was recorded: one line for each participant. */
export function Recordings({ callId }: { readonly callId: string }) {
  const { t } = useTranslation()
  const recordings = useQuery(recordingsQuery(callId))
  const [playing, setPlaying] = useState<ParticipantRecording | null>(null)
  if (recordings.error && !recordings.data)
    return <LoadError error={recordings.error} onRetry={() => void recordings.refetch()} />
  if (!recordings.data) return <Spin aria-label={t('common.loading')} />
  const groups = byParticipant(recordings.data.items, recordings.data.connected)
  const { awaited } = recordings.data
  if (groups.length === 0)
    return <p className={styles.none}>{t(awaited > 0 ? 'recording.awaited' : 'recording.none')}</p>
  const url = (participantId: string) =>
    urlOf('GET /api/calls/:id/recordings/:participantId', { params: { id: callId, participantId } })
  return (
    <>
      {awaited > 0 && <p className={styles.none}>{t('recording.awaited')}</p>}
      <ul className={styles.list}>
        {groups.map((group) => {
          const usable = group.state !== 'recording' && group.state !== 'empty'
          return (
            <li key={group.participantId} className={styles.row}>
              <span className={styles.who}>
                {t(`recording.roles.${group.role}`)} {group.name}
              </span>
              <StatusMark tone={tones[group.state]}>{t(words[group.state])}</StatusMark>
              <span>{clock(group.durationMs / 1000)}</span>
              <span>{t('recording.video', { size: fileSize(group.videoBytes) })}</span>
              <span>{t('recording.audio', { size: fileSize(group.audioBytes) })}</span>
              {usable && (
                <span className={styles.actions}>
                  <Button
                    size="small"
                    icon={<PlayCircleOutlined aria-hidden />}
                    onClick={() => setPlaying(group)}
                  >
                    {t('recording.play')}
                  </Button>
                  <Button
                    size="small"
                    icon={<DownloadOutlined aria-hidden />}
                    href={url(group.participantId)}
                    download={`${callId}-${group.role}.webm`}
                  >
                    {t('recording.download')}
                  </Button>
                </span>
              )}
              {group.files.length > 0 && (
                <span className={styles.files}>{group.files.join(' · ')}</span>
              )}
            </li>
          )
        })}
      </ul>
      <Modal
        open={playing !== null}
        onCancel={() => setPlaying(null)}
        footer={null}
        width={800}
        destroyOnHidden
        title={playing && `${t(`recording.roles.${playing.role}`)} ${playing.name}`}
      >
        {playing && <Player url={url(playing.participantId)} />}
      </Modal>
    </>
  )
}

function Player({ url }: { readonly url: string }) {
  const { t } = useTranslation()
  const [broken, setBroken] = useState(false)
  if (broken) return <p role="alert">{t('recording.broken')}</p>
  return (
    <video
      className={styles.player}
      src={url}
      controls
      autoPlay
      onError={() => setBroken(true)}
      data-testid="recording-player"
    />
  )
}
