import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { SmsSettings } from '@veridesk/contract/sms'
import { Alert, Button, Descriptions, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import common from './part.module.css'
import { smsSettingsQuery } from './queries.ts'
import { SmsLimitsDrawer } from './sms-limits-drawer.tsx'
import styles from './sms-part.module.css'
import { SmsTemplateFacts } from './sms-template-facts.tsx'
import { useShown } from './use-shown.ts'

/** 短信: the carrier and its templates as the environment sets them, and the limits. */
export function SmsPart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const settings = useQuery(smsSettingsQuery)
  const editing = useShown<true>()
  if (settings.error && !settings.data)
    return <LoadError error={settings.error} onRetry={() => void settings.refetch()} />
  return (
    <Page
      title={t('settings.parts.sms')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<EditOutlined aria-hidden />}
            disabled={!settings.data}
            onClick={() => editing.show(true)}
          >
            {t('settings.sms.editLimits')}
          </Button>
        )
      }
    >
      {settings.data ? (
        <Facts sms={settings.data} />
      ) : (
        <section className={common.card}>
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 8 }} />
        </section>
      )}
      {editing.target && (
        <SmsLimitsDrawer open={editing.open} onClose={editing.close} afterClose={editing.gone} />
      )}
    </Page>
  )
}

function Facts({ sms }: { readonly sms: SmsSettings }) {
  const { t } = useTranslation()
  return (
    <>
      {sms.provider === 'simulated' && (
        <Alert type="warning" showIcon title={t('settings.sms.simulatedHint')} />
      )}
      <section className={`${common.card} ${common.padded}`}>
        <Descriptions
          bordered
          size="small"
          column={1}
          styles={{ label: { width: 180 } }}
          items={[
            {
              key: 'provider',
              label: t('settings.sms.provider'),
              children: t(`settings.sms.providers.${sms.provider}`),
            },
            {
              key: 'signature',
              label: t('settings.sms.signature'),
              children: sms.signature ? `【${sms.signature}】` : '-',
            },
            {
              key: 'cool-down',
              label: t('settings.sms.coolDown'),
              children: t('settings.seconds', { count: sms.coolDownSeconds }),
            },
            {
              key: 'cap',
              label: t('settings.sms.dailyCap'),
              children: t('settings.sms.perDay', { count: sms.dailyCap }),
            },
          ]}
        />
        <p className={styles.hint}>{t('settings.sms.environment')}</p>
      </section>
      <div className={styles.templates}>
        {sms.templates.map((template) => (
          <section key={template.kind} className={`${common.card} ${common.padded}`}>
            <h2 className={styles.kind}>{t(`settings.sms.kinds.${template.kind}`)}</h2>
            <SmsTemplateFacts template={template} />
          </section>
        ))}
      </div>
    </>
  )
}
