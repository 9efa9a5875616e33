import { useQuery } from '@tanstack/react-query'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { Button, Modal, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery, recordsQuery } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { useFieldText, useValueText } from './field-text.ts'
import { foreignChanges, type Draft, type Field, type ForeignChange } from './order-draft.ts'
import styles from './stale-dialog.module.css'

interface Props {
  readonly order: WorkOrder
  readonly draft: Draft
  readonly onTakeTheirs: () => void
  readonly onReapply: () => void
  readonly onClose: () => void
}

/** Somebody else saved first: who changed what, and whose is to stand. */
export function StaleDialog({ order, draft, onTakeTheirs, onReapply, onClose }: Props) {
  const { t } = useTranslation()
  const fieldText = useFieldText()
  const valueText = useValueText()
  const records = useQuery(recordsQuery(order.id))
  const types = useQuery(businessTypesQuery).data?.items ?? []
  const changes = foreignChanges(draft, order, records.data?.operations ?? [])
  const words = (field: Field, value: string) => {
    if (field !== 'businessItem' || value === '') return valueText(field, value)
    if (value === order.businessItemId) return `${order.businessType} / ${order.businessItem}`
    const type = types.find(({ items }) => items.some(({ id }) => id === value))
    const item = type?.items.find(({ id }) => id === value)
    return type && item ? `${type.name} / ${item.name}` : value
  }
  const columns: TableColumnsType<ForeignChange> = [
    { title: t('stale.field'), dataIndex: 'field', width: 130, render: fieldText },
    { title: t('stale.before'), render: (_, each) => words(each.field, each.before) },
    {
      title: t('stale.theirs'),
      render: (_, each) => <strong>{words(each.field, each.theirs)}</strong>,
    },
    {
      title: t('stale.mine'),
      render: (_, each) => (each.mine === null ? '-' : words(each.field, each.mine)),
    },
    {
      title: t('stale.who'),
      width: 176,
      render: (_, { by }) =>
        by ? (
          <>
            {by.actor}
            <br />
            {dateTime(by.at)}
          </>
        ) : (
          '-'
        ),
    },
  ]
  return (
    <Modal
      open
      title={t('stale.title')}
      width={860}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('stale.later')}</Button>
          <Button onClick={onTakeTheirs}>{t('stale.takeTheirs')}</Button>
          <Button type="primary" onClick={onReapply}>
            {t('stale.reapply')}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{t('stale.lead')}</p>
      <Table<ForeignChange>
        className={styles.table ?? ''}
        rowKey="field"
        size="small"
        loading={records.isLoading}
        pagination={false}
        columns={columns}
        dataSource={changes}
      />
    </Modal>
  )
}
