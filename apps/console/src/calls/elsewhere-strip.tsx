import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMatch, useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import { Strip } from '../shell/strip.tsx'
import { useOwnCall } from './own-call-context.ts'

/** A call of this session goes on in another window; its page says so in full. */
export function ElsewhereStrip() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { elsewhere, resume } = useOwnCall()
  const onItsPage = useMatch('/calls/:id')
  if (!elsewhere || onItsPage) return null
  const goOn = () => {
    resume()
    void navigate(paths.call(elsewhere.callId))
  }
  return (
    <Strip
      tone="blue"
      actions={
        elsewhere.free && (
          <Button size="small" type="primary" onClick={goOn}>
            {t('call.toCall')}
          </Button>
        )
      }
    >
      {t('call.elsewhere')}
    </Strip>
  )
}
