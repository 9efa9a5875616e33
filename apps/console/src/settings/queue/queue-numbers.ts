import { useTranslation } from 'react-i18next'
import type { NumberSetting } from '../numbers-drawer.tsx'

const routing = {
  ringSeconds: { unit: 'seconds', min: 5, max: 300 },
  declineRestSeconds: { unit: 'seconds', min: 1, max: 86_400 },
  missedRingsToPause: { unit: 'times', min: 0, max: 100 },
  longestWaitSeconds: { unit: 'seconds', min: 60, max: 86_400 },
  estimateMinimum: { unit: 'calls', min: 1, max: 1000 },
} as const

const entry = {
  codesPerPhonePerHour: { unit: 'perHour', min: 1, max: 100 },
  codesPerAddressPerHour: { unit: 'perHour', min: 1, max: 10_000 },
  codesPerHour: { unit: 'perHour', min: 1, max: 1_000_000 },
} as const

const namesOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[]

/** What calls are rung and waited by, with the contract's bounds. */
export function useRoutingNumbers(): NumberSetting<keyof typeof routing>[] {
  const { t } = useTranslation()
  return namesOf(routing).map((name) => {
    const { unit, min, max } = routing[name]
    return {
      name,
      label: t(`queue.${name}`),
      hint: t(`queue.means.${name}`),
      unit: t(`queue.units.${unit}`),
      min,
      max,
    }
  })
}

/** How many codes entering by phone may send (manual 4.2), with the contract's bounds. */
export function useEntryNumbers(): NumberSetting<keyof typeof entry>[] {
  const { t } = useTranslation()
  return namesOf(entry).map((name) => {
    const { unit, min, max } = entry[name]
    return {
      name,
      label: t(`queue.${name}`),
      hint: t(`queue.means.${name}`),
      unit: t(`queue.units.${unit}`),
      min,
      max,
    }
  })
}
