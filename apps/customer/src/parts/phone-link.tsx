import { usePreferences } from '../preferences.tsx'
import { Icon } from './icon.tsx'

/** The institution's telephone; nothing where none is set. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  const { texts } = usePreferences()
  if (phone === '') return null
  return (
    <a class="phone-link" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <Icon name="phone" />
      <span>
        {texts.call} {phone}
      </span>
    </a>
  )
}
