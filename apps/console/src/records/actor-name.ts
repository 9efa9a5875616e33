import type { OperationRecord } from '@veridesk/contract/work-orders'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

type Actor = Pick<OperationRecord, 'actorKind' | 'actor'>

/** Who did it: an account by its name, customer and system in the reader's language. */
export function useActorName(): (of: Actor) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ actorKind, actor }) =>
      actorKind === 'account' ? actor : t(`audit.actorKinds.${actorKind}`),
    [t],
  )
}
