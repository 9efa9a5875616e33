import {
  DownloadOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons'
import type { Photo } from '@veridesk/contract/photos'
import { Button, Modal } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { photoUrl } from './photo-url.ts'
import { neighbour, plainView, turned, zoomed } from './view.ts'
import styles from './photo-preview.module.css'

interface Props {
  readonly photos: readonly Photo[]
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

/** The watermarked photo large: zoom, previous, next, rotate (manual 3.8), original to download. */
export function PhotoPreview({ photos, openId, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const photo = photos.find((each) => each.id === openId)
  return (
    <Modal
      open={photo !== undefined}
      onCancel={onClose}
      title={t('photos.preview')}
      footer={null}
      centered
      width="min(1200px, calc(100vw - 48px))"
      closable={{ 'aria-label': t('common.close') }}
      destroyOnHidden
    >
      {photo && <Viewer key={photo.id} photo={photo} photos={photos} onOpen={onOpen} />}
    </Modal>
  )
}

interface ViewerProps {
  readonly photo: Photo
  readonly photos: readonly Photo[]
  readonly onOpen: (id: string) => void
}

function Viewer({ photo, photos, onOpen }: ViewerProps) {
  const { t } = useTranslation()
  const [view, setView] = useState(plainView)
  const [broken, setBroken] = useState(false)
  const previous = neighbour(photos, photo.id, -1)
  const next = neighbour(photos, photo.id, 1)

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' && previous) onOpen(previous.id)
    else if (event.key === 'ArrowRight' && next) onOpen(next.id)
    else if (event.key === '+' || event.key === '=') setView(zoomed(view, 1))
    else if (event.key === '-') setView(zoomed(view, -1))
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])

  const at = photos.indexOf(photo) + 1
  return (
    <>
      <div className={styles.stage}>
        {broken ? (
          <p>{t('photos.broken')}</p>
        ) : (
          <div
            className={styles.scaled}
            style={{ width: `${view.zoom * 100}%`, height: `${view.zoom * 100}%` }}
          >
            <img
              src={photoUrl(photo.id, 'watermarked')}
              alt={`${t(`photos.source.${photo.source}`)} ${dateTime(photo.takenAt)}`}
              data-turned={view.turn % 180 !== 0}
              style={{ transform: `rotate(${view.turn}deg)` }}
              onError={() => setBroken(true)}
            />
          </div>
        )}
      </div>
      <div className={styles.bar}>
        <span>
          {t('photos.position', { at, of: photos.length })} · {photo.takenBy} ·{' '}
          {dateTime(photo.takenAt)} · {photo.width}×{photo.height} ·{' '}
          {t(`photos.method.${photo.method}`)}
        </span>
        <span className={styles.tools}>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('photos.previous')}
            title={t('photos.previous')}
            disabled={!previous}
            onClick={() => previous && onOpen(previous.id)}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={t('photos.next')}
            title={t('photos.next')}
            disabled={!next}
            onClick={() => next && onOpen(next.id)}
          />
          <Button
            icon={<ZoomOutOutlined />}
            aria-label={t('photos.zoomOut')}
            title={t('photos.zoomOut')}
            onClick={() => setView(zoomed(view, -1))}
          />
          <Button
            icon={<ZoomInOutlined />}
            aria-label={t('photos.zoomIn')}
            title={t('photos.zoomIn')}
            onClick={() => setView(zoomed(view, 1))}
          />
          <Button
            icon={<RotateRightOutlined />}
            aria-label={t('photos.rotate')}
            title={t('photos.rotate')}
            onClick={() => setView(turned(view))}
          />
          <Button icon={<DownloadOutlined />} href={photoUrl(photo.id, 'original')} download>
            {t('photos.download')}
          </Button>
        </span>
      </div>
    </>
  )
}
