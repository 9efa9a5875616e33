/** Days and clocks of a zone, and the moments that they stand for. Days are `2026-10-01`. */

const dayMs = 86_400_000

export interface LocalTime {
  readonly day: string
  /** Since midnight on the wall's clock; 1,439 at most. */
  readonly minute: number
}

export interface Zone {
  /** What calendar and clock on the wall show. */
  localTime(at: Date): LocalTime
  /**
   * When the wall shows this minute of the day (1,440: midnight of the next): for the first time where it does
   * so twice; where the clock is put forward over it, the moment of that.
   */
  moment(day: string, minute: number): Date
}

/** `timeZone`: an IANA name. */
export function zoneOf(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

  /** The wall's time read as if it were UTC, in milliseconds. */
  function wall(at: number): number {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }

  /** How far the wall is ahead of UTC. */
  const ahead = (at: number): number => wall(at) - Math.floor(at / 1000) * 1000

  return {
    localTime(at) {
      const shown = wall(at.getTime())
      return {
        day: new Date(shown).toISOString().slice(0, 10),
        minute: Math.floor((shown % dayMs) / 60_000),
      }
    },
    moment(day, minute) {
      const shown = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
      // A day before and a day after are on either side of any change of the clock.
      let at = shown - Math.max(ahead(shown - dayMs), ahead(shown + dayMs))
      while (wall(at) < shown) at += 60_000
      return new Date(at)
    },
  }
}

/** So many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
