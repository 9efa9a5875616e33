import type { CallDetail } from '@veridesk/contract/calls'
import { Alert, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { WalkInCreate } from './walk-in-create.tsx'
import { WalkInLink } from './walk-in-link.tsx'

/** A call of somebody who came by phone number: it gets its order here (manual 4.2). */
export function WalkInPanel({ detail }: { readonly detail: CallDetail }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('walkIn.title')}>
      <Alert type="info" showIcon title={t('walkIn.title')} description={t('walkIn.hint')} />
      <Tabs
        items={[
          {
            key: 'create',
            label: t('walkIn.create'),
            children: <WalkInCreate detail={detail} />,
          },
          {
            key: 'link',
            label: t('walkIn.link'),
            children: <WalkInLink callId={detail.id} />,
          },
        ]}
      />
    </section>
  )
}
