import type { Language } from './preferences.tsx'

/** Midnight of the day, by this phone's clock. */
const dayOf = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)

/** When service opens again, as one says it: `今天 13:00`, `明天 09:00`, `1月12日星期一 09:00`. */
export function formatOpening(opensAt: string, now: number, language: Language): string {
  const at = new Date(opensAt)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const time = at.toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  // Rounded: a day on which clocks change is no whole day long.
  const days = Math.round((dayOf(at) - dayOf(new Date(now))) / 86_400_000)
  const near = language === 'zh' ? ['今天', '明天'] : ['today', 'tomorrow']
  const day =
    near[days] ?? at.toLocaleDateString(locale, { month: 'long', day: 'numeric', weekday: 'long' })
  return `${day} ${time}`
}
