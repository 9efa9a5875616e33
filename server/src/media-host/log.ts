/** Values that may stand in a log line: ids, counts, states. Never SDP, addresses of people, secrets. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

/** One JSON line per happening on stderr; stdout carries only the line that names the port. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: LogFields = {},
): void {
  process.stderr.write(
    JSON.stringify({
      time: new Date().toISOString(),
      level,
      from: 'media-host',
      message,
      ...fields,
    }) + '\n',
  )
}

/** What to print of something thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
