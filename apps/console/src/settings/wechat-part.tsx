import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { WechatSettings, WechatTrial } from '@veridesk/contract/wechat'
import { Alert, Button, Descriptions, Skeleton, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import common from './part.module.css'
import { wechatSettingsQuery } from './queries.ts'
import { SaveProblem } from './save-problem.tsx'
import { SmsTemplateFacts } from './sms-template-facts.tsx'
import styles from './wechat-part.module.css'

/** 微信小程序: what the environment sets, and a trial of its links (manual 4.1). */
export function WechatPart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const settings = useQuery(wechatSettingsQuery)
  const trial = useMutation({ mutationFn: () => call('POST /api/settings/wechat/test') })
  if (settings.error && !settings.data)
    return <LoadError error={settings.error} onRetry={() => void settings.refetch()} />
  const configured = settings.data !== undefined && settings.data.provider !== 'none'
  return (
    <Page
      title={t('settings.parts.wechat')}
      actions={
        mayManage &&
        configured && (
          <Button
            type="primary"
            title={t('wechat.testHint')}
            loading={trial.isPending}
            onClick={() => trial.mutate()}
          >
            {t('wechat.test')}
          </Button>
        )
      }
    >
      <p className={common.lead}>{t('wechat.lead')}</p>
      <div aria-live="polite">
        {trial.error && <SaveProblem error={trial.error} />}
        {trial.data && !trial.isPending && (
          <Outcome trial={trial.data} simulated={settings.data?.provider === 'simulated'} />
        )}
      </div>
      {settings.data ? (
        <Facts wechat={settings.data} />
      ) : (
        <section className={common.card}>
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 4 }} />
        </section>
      )}
    </Page>
  )
}

interface OutcomeProps {
  readonly trial: WechatTrial
  readonly simulated: boolean
}

function Outcome({ trial: { urlLink, failure, code }, simulated }: OutcomeProps) {
  const { t } = useTranslation()
  if (urlLink !== null)
    return (
      <Alert
        type="success"
        showIcon
        title={t(`wechat.worked.${simulated ? 'simulated' : 'wechat'}`)}
        description={<Typography.Text copyable>{urlLink}</Typography.Text>}
      />
    )
  return (
    <Alert
      type="error"
      showIcon
      title={t('wechat.failed')}
      description={
        <>
          <p className={styles.why}>{t(`wechat.failures.${failure ?? 'unknown'}`)}</p>
          {code !== null && <p className={styles.why}>{t('wechat.code', { code })}</p>}
        </>
      }
    />
  )
}

function Facts({ wechat }: { readonly wechat: WechatSettings }) {
  const { t } = useTranslation()
  const { provider, appId, path, envVersion, template } = wechat
  const real = [
    { key: 'app', label: t('wechat.appId'), children: appId },
    { key: 'path', label: t('wechat.path'), children: path },
    {
      key: 'version',
      label: t('wechat.envVersion'),
      children: envVersion && t(`wechat.envVersions.${envVersion}`),
    },
  ]
  return (
    <>
      {provider === 'simulated' && (
        <Alert type="warning" showIcon title={t('wechat.simulatedHint')} />
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
              label: t('wechat.provider'),
              children: t(`wechat.providers.${provider}`),
            },
            ...(provider === 'wechat' ? real : []),
          ]}
        />
        <p className={styles.hint}>{t('wechat.environment')}</p>
      </section>
      {template && (
        <section className={`${common.card} ${common.padded}`}>
          <h2 className={styles.kind}>{t('wechat.template')}</h2>
          <SmsTemplateFacts template={template} />
        </section>
      )}
    </>
  )
}
