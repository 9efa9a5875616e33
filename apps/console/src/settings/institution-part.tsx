import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import { InstitutionDrawer } from './institution-drawer.tsx'
import { LookPreview } from './look-preview.tsx'
import common from './part.module.css'
import { institutionQuery } from './queries.ts'
import { useShown } from './use-shown.ts'

/** 机构: name, support telephone, logo and colour, as both sides see them. */
export function InstitutionPart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const institution = useQuery(institutionQuery)
  const editing = useShown<true>()
  if (institution.error && !institution.data)
    return <LoadError error={institution.error} onRetry={() => void institution.refetch()} />
  const { data } = institution
  return (
    <Page
      title={t('settings.parts.institution')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<EditOutlined aria-hidden />}
            disabled={!data}
            onClick={() => editing.show(true)}
          >
            {t('groups.edit')}
          </Button>
        )
      }
    >
      <section className={`${common.card} ${common.padded}`}>
        {data ? (
          <div className={common.columns}>
            <Descriptions
              bordered
              size="small"
              column={1}
              styles={{ label: { width: 180 } }}
              items={[
                {
                  key: 'name',
                  label: t('settings.institution.name'),
                  children: data.name,
                },
                {
                  key: 'phone',
                  label: t('settings.institution.supportPhone'),
                  children: data.supportPhone,
                },
                {
                  key: 'logo',
                  label: t('settings.institution.logo'),
                  children: t(
                    data.logo ? 'settings.institution.hasLogo' : 'settings.institution.noLogo',
                  ),
                },
                {
                  key: 'colour',
                  label: t('settings.institution.colour'),
                  children: data.colour ?? t('settings.institution.ownColour'),
                },
              ]}
            />
            <LookPreview
              name={data.name}
              supportPhone={data.supportPhone}
              colour={data.colour ?? ''}
              logo={data.logo}
            />
          </div>
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </section>
      {editing.target && (
        <InstitutionDrawer open={editing.open} onClose={editing.close} afterClose={editing.gone} />
      )}
    </Page>
  )
}
