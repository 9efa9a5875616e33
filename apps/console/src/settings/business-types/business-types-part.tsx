import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { BusinessTypeSettings } from '@veridesk/contract/business-types'
import { App, Button, Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery, keys } from '../../api/queries.ts'
import { LoadError } from '../../parts/load-error.tsx'
import { Page } from '../../parts/page.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useCan } from '../../session/me-context.ts'
import { ConfirmAct } from '../confirm-act.tsx'
import { EditDelete } from '../edit-delete.tsx'
import { MoveButtons } from '../move-buttons.tsx'
import common from '../part.module.css'
import { businessTypeSettingsQuery } from '../queries.ts'
import { useOrder } from '../use-order.ts'
import { useShown } from '../use-shown.ts'
import { BusinessTypeDrawer } from './business-type-drawer.tsx'
import { moved } from './rows.ts'

/** 业务类型: types in order, with items and photo categories (manual 3.18). */
export function BusinessTypesPart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const types = useQuery(businessTypeSettingsQuery)
  const drawer = useShown<BusinessTypeSettings | 'new'>()
  const removal = useShown<BusinessTypeSettings>()
  const client = useQueryClient()
  const order = useOrder<BusinessTypeSettings>({
    queryKey: businessTypeSettingsQuery.queryKey,
    send: (ids) => call('PUT /api/settings/business-types/order', { body: { ids } }),
    onStored: () => void client.invalidateQueries({ queryKey: businessTypesQuery.queryKey }),
  })
  if (types.error && !types.data)
    return <LoadError error={types.error} onRetry={() => void types.refetch()} />
  const rows = types.data?.items ?? []
  const move = (index: number, by: -1 | 1) => {
    if (!order.isPending) order.mutate(moved(rows, index, by))
  }
  const columns: TableColumnsType<BusinessTypeSettings> = [
    {
      title: t('businessTypes.name'),
      width: 200,
      render: (_, type) => (
        <>
          {type.name}{' '}
          {type.claim && <StatusMark tone="blue">{t('businessTypes.claimShort')}</StatusMark>}
        </>
      ),
    },
    {
      title: t('businessTypes.items'),
      ellipsis: true,
      render: (_, type) => type.items.map((item) => item.name).join(t('common.comma')),
    },
    {
      title: t('businessTypes.assignment'),
      width: 190,
      render: (_, { assignment, familiarWaitSeconds }) =>
        familiarWaitSeconds > 0
          ? t('businessTypes.familiarAndWaits', { seconds: familiarWaitSeconds })
          : t(`businessTypes.assignments.${assignment}`),
    },
    {
      title: t('businessTypes.photoCategories'),
      ellipsis: true,
      render: (_, type) =>
        type.photoCategories
          .map((category) =>
            category.required
              ? t('businessTypes.requiredCategory', { name: category.name })
              : category.name,
          )
          .join(t('common.comma')) || '-',
    },
    {
      title: t('accounts.actions'),
      width: mayManage ? 200 : 76,
      render: (_, type, index) => (
        <div className={common.actions}>
          {mayManage && (
            <MoveButtons
              name={type.name}
              first={index === 0}
              last={index === rows.length - 1}
              onMove={(by) => move(index, by)}
            />
          )}
          <EditDelete
            name={type.name}
            mayManage={mayManage}
            onEdit={() => drawer.show(type)}
            onDelete={() => removal.show(type)}
          />
        </div>
      ),
    },
  ]
  return (
    <Page
      title={t('settings.parts.business-types')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => drawer.show('new')}
          >
            {t('businessTypes.create')}
          </Button>
        )
      }
    >
      <p className={common.lead}>{t('businessTypes.lead')}</p>
      <section className={common.card}>
        {types.data ? (
          <Table<BusinessTypeSettings>
            rowKey="id"
            size="middle"
            tableLayout="fixed"
            columns={columns}
            dataSource={rows}
            pagination={false}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('businessTypes.none')} />
              ),
            }}
          />
        ) : (
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 6 }} />
        )}
      </section>
      {drawer.target && (
        <BusinessTypeDrawer
          target={drawer.target}
          open={drawer.open}
          onClose={drawer.close}
          afterClose={drawer.gone}
        />
      )}
      {removal.target && (
        <RemoveType
          type={removal.target}
          open={removal.open}
          onClose={removal.close}
          afterClose={removal.gone}
        />
      )}
    </Page>
  )
}

interface RemoveProps {
  readonly type: BusinessTypeSettings
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

function RemoveType({ type, open, onClose, afterClose }: RemoveProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const remove = useMutation({
    mutationFn: () =>
      call('DELETE /api/settings/business-types/:id', {
        params: { id: type.id },
        query: { version: type.version },
      }),
    onSuccess: () => {
      onClose()
      void message.success(t('businessTypes.deleted', { name: type.name }))
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.settings })
      void client.invalidateQueries({ queryKey: keys.groups })
      void client.invalidateQueries({ queryKey: businessTypesQuery.queryKey })
    },
  })
  return (
    <ConfirmAct
      open={open}
      title={t('businessTypes.deleteAsk', { name: type.name })}
      typedName={type.name}
      choices={[{ text: t('groups.delete'), danger: true, act: () => remove.mutate() }]}
      busy={remove.isPending}
      {...(remove.error ? { error: remove.error } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t('businessTypes.deleteMeans')}</p>
    </ConfirmAct>
  )
}
