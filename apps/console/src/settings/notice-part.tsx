import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import { NoticeDrawer } from './notice-drawer.tsx'
import { NoticePhone } from './notice-phone.tsx'
import styles from './notice-part.module.css'
import common from './part.module.css'
import { noticeQuery } from './queries.ts'
import { useShown } from './use-shown.ts'

/** 录制告知: what customers agree to before a call, and its version. */
export function NoticePart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const notice = useQuery(noticeQuery)
  const editing = useShown<true>()
  if (notice.error && !notice.data)
    return <LoadError error={notice.error} onRetry={() => void notice.refetch()} />
  return (
    <Page
      title={t('settings.parts.notice')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<EditOutlined aria-hidden />}
            disabled={!notice.data}
            onClick={() => editing.show(true)}
          >
            {t('groups.edit')}
          </Button>
        )
      }
    >
      <p className={common.lead}>{t('settings.notice.lead')}</p>
      <section className={`${common.card} ${common.padded}`}>
        {notice.data ? (
          <>
            <p className={styles.version}>
              {t('settings.notice.version', { version: notice.data.version })}
            </p>
            <div className={styles.phones}>
              <NoticePhone language="zh" text={notice.data.zh} />
              <NoticePhone language="en" text={notice.data.en} />
            </div>
          </>
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </section>
      {editing.target && (
        <NoticeDrawer open={editing.open} onClose={editing.close} afterClose={editing.gone} />
      )}
    </Page>
  )
}
