import type { Group } from '@veridesk/contract/groups'
import { useTranslation } from 'react-i18next'
import { useWeekdayText } from '../format/weekday.ts'
import { spanWords } from './hours/hours.ts'

/** A line for each rule that a group has; none where it has none. */
export function useRuleWords(groups: readonly Group[]): (group: Group) => string[] {
  const { t } = useTranslation()
  const day = useWeekdayText()
  const writing = {
    day,
    everyDay: t('groups.hours.everyDay'),
    comma: t('common.comma'),
    through: (first: string, last: string) => t('groups.hours.through', { first, last }),
  }
  return ({ ringSeconds, wrapUpSeconds, queueLimit, overflow, hours }) => {
    const target = groups.find(({ id }) => id === overflow?.groupId)?.name
    return [
      ringSeconds !== null && t('groups.set.ring', { seconds: ringSeconds }),
      wrapUpSeconds !== null && t('groups.set.wrapUp', { seconds: wrapUpSeconds }),
      queueLimit !== null && t('groups.set.queue', { count: queueLimit }),
      overflow &&
        target !== undefined &&
        t('groups.set.overflow', { seconds: overflow.afterSeconds, name: target }),
      hours && hours.map((span) => spanWords(span, writing)).join(t('common.semicolon')),
    ].filter((line) => typeof line === 'string')
  }
}
