import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../parts/load-error.tsx'
import { Page } from '../../parts/page.tsx'
import common from '../part.module.css'
import { entryQuery, routingQuery } from '../queries.ts'
import { NumbersCard } from './numbers-card.tsx'
import { useEntryNumbers, useRoutingNumbers } from './queue-numbers.ts'

/** 排队与分配: how calls find their agent, and how many codes entering by phone may send. */
export function QueuePart() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const routing = useQuery(routingQuery)
  const entry = useQuery(entryQuery)
  const routingNumbers = useRoutingNumbers()
  const entryNumbers = useEntryNumbers()
  const error = (!routing.data && routing.error) || (!entry.data && entry.error)
  if (error) {
    const retry = () => {
      void routing.refetch()
      void entry.refetch()
    }
    return <LoadError error={error} onRetry={retry} />
  }
  return (
    <Page title={t('settings.parts.queue')}>
      <p className={common.lead}>{t('queue.lead')}</p>
      <NumbersCard
        title={t('queue.routing')}
        editTitle={t('queue.editRouting')}
        settings={routingNumbers}
        stored={routing.data}
        save={async (body) => {
          const stored = await call('PUT /api/settings/routing', { body })
          client.setQueryData(routingQuery.queryKey, stored)
        }}
        refetch={() => void routing.refetch()}
      />
      <NumbersCard
        title={t('queue.entry')}
        editTitle={t('queue.editEntry')}
        settings={entryNumbers}
        stored={entry.data}
        save={async (body) => {
          const stored = await call('PUT /api/settings/entry', { body })
          client.setQueryData(entryQuery.queryKey, stored)
        }}
        refetch={() => void entry.refetch()}
      />
    </Page>
  )
}
