import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { Group } from '@veridesk/contract/groups'
import { App, Button, Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import { ConfirmAct } from '../settings/confirm-act.tsx'
import { EditDelete } from '../settings/edit-delete.tsx'
import common from '../settings/part.module.css'
import { businessTypeSettingsQuery, groupsQuery } from '../settings/queries.ts'
import { useShown } from '../settings/use-shown.ts'
import { GroupDrawer } from './group-drawer.tsx'
import styles from './groups-part.module.css'
import { useRuleWords } from './rule-words.ts'
import { skillWords } from './skills.ts'

/** 客服组管理 (manual 3.18). */
export function GroupsPart() {
  const { t } = useTranslation()
  const mayManage = useCan('group.manage')
  const groups = useQuery(groupsQuery)
  const types = useQuery(businessTypeSettingsQuery)
  const drawer = useShown<Group | 'new'>()
  const removal = useShown<Group>()
  const ruleWords = useRuleWords(groups.data?.items ?? [])
  useTopic('groups')
  if (groups.error && !groups.data)
    return <LoadError error={groups.error} onRetry={() => void groups.refetch()} />
  const columns: TableColumnsType<Group> = [
    { title: t('groups.name'), dataIndex: 'name', width: 160, ellipsis: true },
    {
      title: t('groups.skills'),
      ellipsis: true,
      render: (_, group) =>
        skillWords(types.data?.items ?? [], group.itemIds, {
          whole: t('groups.wholeType'),
          comma: t('common.comma'),
          labelled: (label, value) => t('common.labelled', { label, value }),
        }).join(t('common.semicolon')) || '-',
    },
    {
      title: t('groups.members'),
      width: 220,
      ellipsis: true,
      render: (_, group) =>
        group.members.length > 0
          ? t('groups.membersOf', {
              count: group.members.length,
              names: group.members
                .slice(0, 5)
                .map((member) => member.name)
                .join(t('common.comma')),
            })
          : t('groups.noMembers'),
    },
    {
      title: t('groups.rules'),
      width: 280,
      render: (_, group) => {
        const lines = ruleWords(group)
        return lines.length > 0 ? (
          <ul className={styles.rules}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          t('groups.noRules')
        )
      },
    },
    {
      title: t('accounts.actions'),
      width: mayManage ? 128 : 76,
      render: (_, group) => (
        <div className={common.actions}>
          <EditDelete
            name={group.name}
            mayManage={mayManage}
            onEdit={() => drawer.show(group)}
            onDelete={() => removal.show(group)}
          />
        </div>
      ),
    },
  ]
  return (
    <Page
      title={t('groups.title')}
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
      <p className={common.lead}>{t('groups.lead')}</p>
      <section className={common.card}>
        {groups.data ? (
          <Table<Group>
            rowKey="id"
            size="middle"
            tableLayout="fixed"
            columns={columns}
            dataSource={groups.data.items}
            pagination={groups.data.items.length > 20 && { pageSize: 20, showSizeChanger: false }}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('groups.none')} />
              ),
            }}
          />
        ) : (
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 6 }} />
        )}
      </section>
      {drawer.target && (
        <GroupDrawer
          target={drawer.target}
          open={drawer.open}
          onClose={drawer.close}
          afterClose={drawer.gone}
        />
      )}
      {removal.target && (
        <RemoveGroup
          group={removal.target}
          open={removal.open}
          onClose={removal.close}
          afterClose={removal.gone}
        />
      )}
    </Page>
  )
}

interface RemoveProps {
  readonly group: Group
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

function RemoveGroup({ group, open, onClose, afterClose }: RemoveProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const remove = useMutation({
    mutationFn: () =>
      call('DELETE /api/groups/:id', {
        params: { id: group.id },
        query: { version: group.version },
      }),
    onSuccess: () => {
      onClose()
      void message.success(t('groups.deleted', { name: group.name }))
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.groups })
      void client.invalidateQueries({ queryKey: keys.accounts })
    },
  })
  return (
    <ConfirmAct
      open={open}
      title={t('groups.deleteAsk', { name: group.name })}
      typedName={group.name}
      choices={[{ text: t('groups.delete'), danger: true, act: () => remove.mutate() }]}
      busy={remove.isPending}
      {...(remove.error ? { error: remove.error } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t('groups.deleteMeans', { count: group.members.length })}</p>
    </ConfirmAct>
  )
}
