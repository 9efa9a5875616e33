import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { PauseReason } from '@veridesk/contract/pause-reasons'
import { App, Button, Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys, pauseReasonsQuery } from '../../api/queries.ts'
import { LoadError } from '../../parts/load-error.tsx'
import { Page } from '../../parts/page.tsx'
import { useCan } from '../../session/me-context.ts'
import { moved } from '../business-types/rows.ts'
import { ConfirmAct } from '../confirm-act.tsx'
import { EditDelete } from '../edit-delete.tsx'
import { MoveButtons } from '../move-buttons.tsx'
import common from '../part.module.css'
import { useOrder } from '../use-order.ts'
import { useShown } from '../use-shown.ts'
import { PauseReasonDrawer } from './pause-reason-drawer.tsx'

/** 暂放原因: what agents choose from, in order (manual 3.1). */
export function PauseReasonsPart() {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const reasons = useQuery(pauseReasonsQuery)
  const drawer = useShown<PauseReason | 'new'>()
  const removal = useShown<PauseReason>()
  const order = useOrder<PauseReason>({
    queryKey: pauseReasonsQuery.queryKey,
    send: (ids) => call('PUT /api/pause-reasons/order', { body: { ids } }),
  })
  if (reasons.error && !reasons.data)
    return <LoadError error={reasons.error} onRetry={() => void reasons.refetch()} />
  const rows = reasons.data?.items ?? []
  const name: TableColumnsType<PauseReason>[number] = {
    title: t('pauseReasons.name'),
    dataIndex: 'name',
    ellipsis: true,
  }
  const acts: TableColumnsType<PauseReason>[number] = {
    title: t('accounts.actions'),
    width: 200,
    render: (_, reason, index) => (
      <div className={common.actions}>
        <MoveButtons
          name={reason.name}
          first={index === 0}
          last={index === rows.length - 1}
          onMove={(by) => {
            if (!order.isPending) order.mutate(moved(rows, index, by))
          }}
        />
        <EditDelete
          name={reason.name}
          mayManage={mayManage}
          onEdit={() => drawer.show(reason)}
          onDelete={() => removal.show(reason)}
        />
      </div>
    ),
  }
  return (
    <Page
      title={t('settings.parts.pause-reasons')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => drawer.show('new')}
          >
            {t('groups.create')}
          </Button>
        )
      }
    >
      <p className={common.lead}>{t('pauseReasons.lead')}</p>
      <section className={common.card}>
        {reasons.data ? (
          <Table<PauseReason>
            rowKey="id"
            size="middle"
            tableLayout="fixed"
            columns={mayManage ? [name, acts] : [name]}
            dataSource={rows}
            pagination={false}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pauseReasons.none')} />
              ),
            }}
          />
        ) : (
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 4 }} />
        )}
      </section>
      {drawer.target && (
        <PauseReasonDrawer
          target={drawer.target}
          open={drawer.open}
          onClose={drawer.close}
          afterClose={drawer.gone}
        />
      )}
      {removal.target && (
        <RemoveReason
          reason={removal.target}
          open={removal.open}
          onClose={removal.close}
          afterClose={removal.gone}
        />
      )}
    </Page>
  )
}

interface RemoveProps {
  readonly reason: PauseReason
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

function RemoveReason({ reason, open, onClose, afterClose }: RemoveProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const remove = useMutation({
    mutationFn: () =>
      call('DELETE /api/pause-reasons/:id', {
        params: { id: reason.id },
        query: { version: reason.version },
      }),
    onSuccess: () => {
      onClose()
      void message.success(t('pauseReasons.deleted', { name: reason.name }))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.pauseReasons }),
  })
  return (
    <ConfirmAct
      open={open}
      title={t('pauseReasons.deleteAsk', { name: reason.name })}
      choices={[{ text: t('groups.delete'), danger: true, act: () => remove.mutate() }]}
      busy={remove.isPending}
      {...(remove.error ? { error: remove.error } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t('pauseReasons.deleteMeans')}</p>
    </ConfirmAct>
  )
}
