import type { CallRecord } from '@veridesk/contract/calls'
import type { WorkOrderRecords } from '@veridesk/contract/work-orders'
import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { onTheWall } from '../format/date-time.ts'
import { longClock } from '../format/duration.ts'
import { photoUrl } from '../photos/photo-url.ts'
import { useActorName } from './actor-name.ts'
import { Changes } from './changes.tsx'
import { byDay, timelineOf, type Happening } from './timeline.ts'
import styles from './record-timeline.module.css'

interface Props {
  readonly records: WorkOrderRecords
  readonly onOpenPhoto: (id: string) => void
}

/** 处理记录 as one line of time, the newest first. */
export function RecordTimeline({ records, onOpenPhoto }: Props) {
  const { t } = useTranslation()
  const days = byDay(timelineOf(records), (at) => onTheWall(at).day)
  if (days.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('records.nothing')} />
  return (
    <div>
      {days.map(({ day, happenings }) => (
        <section key={day} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <ol className={styles.line}>
            {happenings.map((happening) => (
              <li key={`${happening.kind} ${happening.id}`} className={styles.happening}>
                <time className={styles.time} dateTime={happening.at}>
                  {onTheWall(happening.at).time}
                </time>
                <span className={`${styles.dot} ${styles[happening.kind]}`} aria-hidden />
                <div className={styles.body}>
                  <Body happening={happening} onOpenPhoto={onOpenPhoto} />
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface BodyProps {
  readonly happening: Happening
  readonly onOpenPhoto: (id: string) => void
}

function Body({ happening, onOpenPhoto }: BodyProps) {
  const { t } = useTranslation()
  const actorName = useActorName()
  switch (happening.kind) {
    case 'call':
      return <CallBody call={happening.call} />
    case 'remark':
      return (
        <>
          <Head what={t('records.actions.remark.add')} who={happening.remark.author} />
          <p className={styles.text}>{happening.remark.text}</p>
        </>
      )
    case 'photo': {
      const { photo } = happening
      const source = t(`photos.source.${photo.source}`)
      return (
        <>
          <Head what={source} who={photo.takenBy} />
          <button
            type="button"
            className={styles.photoButton}
            aria-label={t('photos.open', { source, at: onTheWall(photo.takenAt).time })}
            onClick={() => onOpenPhoto(photo.id)}
          >
            <img src={photoUrl(photo.id, 'watermarked')} alt="" loading="lazy" />
          </button>
        </>
      )
    }
    case 'operation': {
      const { action, address, changes } = happening.operation
      return (
        <>
          <Head
            what={t(`records.actions.${action}`)}
            who={actorName(happening.operation)}
            where={address}
          />
          <Changes changes={changes} />
        </>
      )
    }
  }
}

function CallBody({ call }: { readonly call: CallRecord }) {
  const { t } = useTranslation()
  const facts = [
    t('records.callFacts', {
      wait: longClock(call.waitSeconds),
      talk: longClock(call.talkSeconds),
    }),
    call.endReason ? t(`endReason.${call.endReason}`) : t('records.inProgress'),
    call.dispositionReason && t(`disposition.reasons.${call.dispositionReason}`),
    call.dispositionNote,
  ].filter(Boolean)
  return (
    <>
      <Head what={t('records.call')} who={call.agentName} />
      <p className={styles.text}>{facts.join(' · ')}</p>
    </>
  )
}

interface HeadProps {
  readonly what: string
  readonly who: string | null
  readonly where?: string | null
}

function Head({ what, who, where }: HeadProps) {
  return (
    <p className={styles.head}>
      <strong>{what}</strong>
      {who && <span>{who}</span>}
      {where && <span className={styles.where}>{where}</span>}
    </p>
  )
}
