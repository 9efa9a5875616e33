/** A line of a child's log, where it is one: pino's (levels in numbers) or the media host's (in words). */
interface LogLine {
  level: number | string
  msg?: string
  message?: string
  err?: { message?: string }
  reason?: string
}

const parsed = (line: string): LogLine | undefined => {
  if (!line.startsWith('{')) return undefined
  try {
    const found = JSON.parse(line) as Partial<LogLine>
    return found.level === undefined ? undefined : { ...found, level: found.level }
  } catch {
    return undefined // a line cut short, or somebody's JSON of another kind
  }
}

const isError = ({ level }: LogLine) =>
  typeof level === 'number' ? level >= 50 : ['error', 'fatal'].includes(level)

/**
 * What the terminal shows of a line that a child printed: an error of its log in plain words, the rest of
 * its log not at all (undefined), and whatever else it says (a stack trace, a warning) as it is.
 */
export const forTerminal = (line: string): string | undefined => {
  const found = parsed(line)
  if (!found) return line
  if (!isError(found)) return undefined
  const words = [found.msg, found.message, found.err?.message, found.reason]
  return words.filter(Boolean).join(': ') || line
}
