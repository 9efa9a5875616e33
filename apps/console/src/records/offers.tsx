import { useQuery } from '@tanstack/react-query'
import type { Offer, OfferOutcome } from '@veridesk/contract/offers'
import { exclusions } from '@veridesk/contract/offers'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { offersQuery } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { clock } from '../format/duration.ts'
import { LoadError } from '../parts/load-error.tsx'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'
import styles from './offers.module.css'

const tones: Readonly<Record<OfferOutcome, Tone>> = {
  answered: 'green',
  declined: 'amber',
  missed: 'amber',
  'agent-lost': 'red',
  withdrawn: 'grey',
}

/** 分配说明: for whom a call rang, why that one, and what came of it. */
export function Offers({ callId }: { readonly callId: string }) {
  const { t } = useTranslation()
  const offers = useQuery(offersQuery(callId))
  return (
    <section aria-label={t('offers.title')}>
      <h3 className={styles.title}>{t('offers.title')}</h3>
      {offers.error && !offers.data && (
        <LoadError error={offers.error} onRetry={() => void offers.refetch()} />
      )}
      {!offers.error && !offers.data && <Spin aria-label={t('common.loading')} />}
      {offers.data?.items.length === 0 && <p className={styles.none}>{t('offers.none')}</p>}
      <ol className={styles.offers}>
        {offers.data?.items.map((offer) => (
          <li key={offer.id} className={styles.offer}>
            <OfferFacts offer={offer} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function OfferFacts({ offer }: { readonly offer: Offer }) {
  const { t } = useTranslation()
  const { agentName: agent, groupName: group, explanation } = offer
  const rangSeconds =
    offer.endedAt === null ? null : (Date.parse(offer.endedAt) - Date.parse(offer.offeredAt)) / 1000
  return (
    <>
      <p className={styles.head}>
        <span className={styles.at}>{dateTime(offer.offeredAt)}</span>
        <strong>
          {t('offers.rang', { agent: group ? t('offers.forGroup', { agent, group }) : agent })}
        </strong>
        {offer.outcome ? (
          <StatusMark tone={tones[offer.outcome]}>
            {t(`offers.outcomes.${offer.outcome}`)}
          </StatusMark>
        ) : (
          <StatusMark tone="blue">{t('offers.ringing')}</StatusMark>
        )}
        <span className={styles.soft}>
          {[
            t('offers.waited', { clock: clock(explanation.waitedSeconds) }),
            ...(rangSeconds === null ? [] : [t('offers.rangFor', { clock: clock(rangSeconds) })]),
          ].join(t('common.semicolon'))}
        </span>
      </p>
      <p className={styles.why}>{t(`offers.rules.${offer.rule}`, { agent })}</p>
      <Candidates explanation={explanation} />
    </>
  )
}

function Candidates({ explanation }: Pick<Offer, 'explanation'>) {
  const { t } = useTranslation()
  const { candidates, more, excluded } = explanation
  const reasons = exclusions.flatMap((reason) => {
    const count = excluded[reason]
    return count ? [t(`offers.exclusions.${reason}`, { count })] : []
  })
  return (
    <details className={styles.details}>
      <summary>{t('offers.candidates')}</summary>
      <ol className={styles.candidates}>
        {candidates.map(({ accountId, name, lastAnsweredAt }) => (
          <li key={accountId}>
            {name}{' '}
            <span className={styles.soft}>
              {lastAnsweredAt
                ? t('offers.lastAnswered', { at: dateTime(lastAnsweredAt) })
                : t('offers.neverAnswered')}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && <p className={styles.why}>{t('offers.more', { count: more })}</p>}
      {reasons.length > 0 && (
        <p className={styles.why}>
          {t('common.labelled', {
            label: t('offers.excluded'),
            value: reasons.join(t('common.semicolon')),
          })}
        </p>
      )}
    </details>
  )
}
