import { useQuery } from '@tanstack/react-query'
import type { Photo } from '@veridesk/contract/photos'
import { Empty, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { photosQuery } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { fileSize } from '../format/size.ts'
import { LoadError } from '../parts/load-error.tsx'
import { PhotoPreview } from './photo-preview.tsx'
import { photoUrl } from './photo-url.ts'
import styles from './photos-tab.module.css'

/** 照片采集 (manual 3.8): every photo of the order, newest first. */
export function PhotosTab({ workOrderId }: { readonly workOrderId: string }) {
  const { t } = useTranslation()
  const photos = useQuery(photosQuery(workOrderId))
  const [open, setOpen] = useState<string | null>(null)
  if (photos.error && !photos.data)
    return <LoadError error={photos.error} onRetry={() => void photos.refetch()} />
  if (!photos.data) return <Skeleton active paragraph={{ rows: 4 }} />
  const items = photos.data.items
  if (items.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            {t('photos.empty')}
            <br />
            {t('photos.emptyNext')}
          </>
        }
      />
    )
  return (
    <>
      <ul className={styles.grid}>
        {items.map((photo) => (
          <li key={photo.id}>
            <Tile photo={photo} onOpen={() => setOpen(photo.id)} />
          </li>
        ))}
      </ul>
      <PhotoPreview photos={items} openId={open} onOpen={setOpen} onClose={() => setOpen(null)} />
    </>
  )
}

function Tile({ photo, onOpen }: { readonly photo: Photo; readonly onOpen: () => void }) {
  const { t } = useTranslation()
  const source = t(`photos.source.${photo.source}`)
  const at = dateTime(photo.takenAt)
  return (
    <figure className={styles.tile}>
      <button
        type="button"
        className={styles.picture}
        aria-label={t('photos.open', { source, at })}
        onClick={onOpen}
      >
        <img src={photoUrl(photo.id, 'watermarked')} alt="" loading="lazy" />
      </button>
      <figcaption className={styles.caption}>
        <span className={styles.source}>
          {source} · {photo.takenBy}
        </span>
        <span>{at}</span>
        <span>
          {photo.width}×{photo.height} · {fileSize(photo.bytes)}
        </span>
      </figcaption>
    </figure>
  )
}
