/** A zone's offset changes at most at a quarter of an hour. */
const quarterMs = 900_000

/** How many milliseconds the clocks of an IANA zone are ahead of UTC at a time. */
export function aheadOfUtcIn(timeZone: string): (at: Date) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at.getTime() / quarterMs)
    const found = known.get(quarter)
    if (found !== undefined) return found
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
    // An export runs from new to old: what was asked long ago is not asked again.
    if (known.size > 1_000) known.clear()
    known.set(quarter, ahead)
    return ahead
  }
}
