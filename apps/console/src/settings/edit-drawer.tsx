import { Button, Drawer } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './edit-drawer.module.css'
import { SaveProblem } from './save-problem.tsx'
import { UnsavedGuard, useAskToDiscard } from './unsaved-guard.tsx'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly size?: number
  /** Something was typed that is not saved. */
  readonly dirty: boolean
  readonly busy: boolean
  readonly error?: unknown
  /** What to do about it, where this screen knows better than the error. */
  readonly errorNext?: string
  /** Left out: nothing can be saved here, it is only read. */
  readonly onSave?: (() => void) | undefined
  readonly saveText?: string
  readonly onReload?: () => void
  /** Called once nothing typed is lost, or the person agreed to lose it. */
  readonly onClose: () => void
  readonly afterClose?: () => void
  /** Beside 取消 and 保存. */
  readonly extra?: ReactNode
  readonly children: ReactNode
}

/** The side drawer in which one thing of the settings is edited. */
export function EditDrawer({
  open,
  title,
  size = 520,
  dirty,
  busy,
  error,
  errorNext,
  onSave,
  saveText,
  onReload,
  onClose,
  afterClose,
  extra,
  children,
}: Props) {
  const { t } = useTranslation()
  const body = useRef<HTMLDivElement>(null)
  const askToDiscard = useAskToDiscard()
  const close = () => {
    if (busy) return
    if (dirty) askToDiscard(onClose)
    else onClose()
  }
  return (
    <Drawer
      open={open}
      title={title}
      size={size}
      onClose={close}
      // What was typed is not lost by a click beside the drawer.
      mask={{ closable: false }}
      destroyOnHidden
      afterOpenChange={(shown) => {
        if (shown)
          body.current
            ?.querySelector<HTMLElement>('input:not([readonly], [disabled], [hidden]), textarea')
            ?.focus()
        else afterClose?.()
      }}
      footer={
        <div className={styles.footer}>
          {extra}
          <Button onClick={close}>{t(onSave ? 'common.cancel' : 'common.close')}</Button>
          {onSave && (
            <Button type="primary" loading={busy} onClick={onSave}>
              {saveText ?? t('settings.save')}
            </Button>
          )}
        </div>
      }
    >
      <div ref={body}>
        {open && dirty && <UnsavedGuard onLeave={onClose} />}
        {error !== undefined && error !== null && (
          <SaveProblem
            error={error}
            {...(errorNext ? { next: errorNext } : {})}
            {...(onReload ? { onReload } : {})}
          />
        )}
        {children}
      </div>
    </Drawer>
  )
}
