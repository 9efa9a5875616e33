import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './file-choice.module.css'

interface Props {
  readonly accept: string
  readonly label: string
  /** What files are taken. */
  readonly hint: string
  readonly chosen: string | null
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly onChoose: (file: File) => void
}

/** One file, chosen or dropped. */
export function FileChoice({
  accept,
  label,
  hint,
  chosen,
  busy = false,
  disabled = false,
  onChoose,
}: Props) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file && !disabled && !busy) onChoose(file)
  }
  return (
    <div
      className={`${styles.drop} ${over ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        type="file"
        className={styles.file}
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          take(event.target.files?.[0])
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
      <Button
        icon={<UploadOutlined aria-hidden />}
        loading={busy}
        disabled={disabled}
        aria-describedby={id}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <span id={id} className={styles.hint}>
        {chosen ? t('settings.fileChosen', { name: chosen }) : hint}
      </span>
    </div>
  )
}
