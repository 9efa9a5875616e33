import type { Ring } from '@veridesk/contract/accounts'
import { useTranslation } from 'react-i18next'
import { useNow } from '../api/use-now.ts'
import { useOwnCall } from '../calls/own-call-context.ts'
import { useMe } from '../session/me-context.ts'
import { RingCard } from './ring-card.tsx'
import {
  useRingLeader,
  useRingNotification,
  useRingTone,
  useTitleFlash,
} from './use-ring-signals.ts'

/** Beyond this a ring is over even where nobody could tell this page. */
const graceMs = 3000

/** The incoming call, over any page (manual 3.7). */
export function RingCenter() {
  const ring = useMe().agent?.ring ?? null
  const { own, answering } = useOwnCall()
  const leads = useRingLeader()
  const now = useNow(ring !== null)
  // Answered here, even where the news of it has not come back yet.
  const live = ring && own?.callId !== ring.callId && now < Date.parse(ring.expiresAt) + graceMs
  // A ring that was taken back may come again before this page heard of it: another offer, another participant.
  return live ? (
    <Ringing
      key={`${ring.callId} ${ring.expiresAt}`}
      ring={ring}
      sounds={leads && answering !== ring.callId}
      now={now}
    />
  ) : null
}

interface Props {
  readonly ring: Ring
  readonly sounds: boolean
  readonly now: number
}

function Ringing({ ring, sounds, now }: Props) {
  const { t } = useTranslation()
  const who =
    ring.insuredName ??
    (ring.walkInPhone ? t('walkIn.phone', { phone: ring.walkInPhone }) : t('ring.unknown'))
  const business = `${ring.businessType} / ${ring.businessItem}`
  useRingTone(sounds)
  useTitleFlash(t('ring.tabTitle', { who }))
  useRingNotification(true, {
    tag: ring.callId,
    title: t('ring.notification', { who }),
    body: business,
  })
  return <RingCard ring={ring} who={who} business={business} now={now} />
}
