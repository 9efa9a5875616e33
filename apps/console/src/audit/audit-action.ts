import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { auditWords } from '../i18n/zh-cn/audit.ts'

type KnownAction = keyof typeof auditWords.audit.actions

/** The actions that have words, by which one can filter. */
export const knownActions = Object.keys(auditWords.audit.actions) as KnownAction[]

/** `work-order.view` → 查看工单; an action without words reads as its code. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (action) => {
      const known = knownActions.find((each) => each === action)
      return known ? t(`audit.actions.${known}`) : action
    },
    [t],
  )
}
