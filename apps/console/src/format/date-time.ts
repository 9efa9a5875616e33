const two = (value: number) => String(value).padStart(2, '0')

/** RFC 3339 as `2020-04-09 15:23:27` in the zone of this computer, the manual's form. */
export function dateTime(iso: string): string {
  const at = new Date(iso)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
