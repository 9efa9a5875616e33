/** Times stand in the institution's zone (`me.timeZone`), wherever this computer is. */

const formatterIn = (timeZone: string | undefined) =>
  new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

let formatter = formatterIn(undefined)

/** From now on every time is written in this zone (IANA name). */
export function showTimesIn(timeZone: string): void {
  if (timeZone !== shownZone()) formatter = formatterIn(timeZone)
}

/** The zone that times are written in. */
export function shownZone(): string {
  return formatter.resolvedOptions().timeZone
}

/** A moment (RFC 3339 or milliseconds) as a clock on the institution's wall shows it. */
export function onTheWall(at: string | number): { readonly day: string; readonly time: string } {
  const parts = new Map(
    formatter.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  }
}

/** RFC 3339 as `2020-04-09 15:23:27`, the manual's form. */
export function dateTime(iso: string): string {
  const { day, time } = onTheWall(iso)
  return `${day} ${time}`
}
