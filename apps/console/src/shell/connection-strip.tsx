import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnected } from '../api/realtime.tsx'
import { useMe } from '../session/me-context.ts'
import { Strip } from './strip.tsx'

/** A restart of the app takes less than this, mostly: nobody needs to be told. */
const patienceMs = 2000

/** Says that the socket is gone, once it has been for a moment. */
export function ConnectionStrip() {
  return useConnected() ? null : <Lost />
}

function Lost() {
  const { t } = useTranslation()
  const inCall = Boolean(useMe().agent?.callId)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <Strip tone="red" role="alert">
      {t(inCall ? 'connection.lostInCall' : 'connection.lost')}
    </Strip>
  )
}
