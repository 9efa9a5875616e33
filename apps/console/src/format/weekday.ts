import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** As the contract counts them: 1 Monday to 7 Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

const names = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const

/** The name of a weekday of the contract. */
export function useWeekdayText(): (weekday: number) => string {
  const { t } = useTranslation()
  return useCallback((weekday) => t(`weekdays.${names[weekday - 1] ?? 'mo'}`), [t])
}
