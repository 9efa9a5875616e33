/** What the kernel says of processes, from /proc. */
import { readFileSync } from 'node:fs'

/** User space counts in ticks of 10 ms on every Linux. */
const tickMs = 10

/** CPU time of a process with all its threads so far, in milliseconds. */
export const cpuMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

/** Resident memory in megabytes. */
export const rssMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Time of all cores so far in ticks: idle, and in all. */
export const machineTicks = (): { idle: number; all: number } => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const fields = line.trim().split(/\s+/).slice(1).map(Number)
  const [, , , idle = 0, waiting = 0] = fields
  return { idle: idle + waiting, all: fields.reduce((total, ticks) => total + ticks, 0) }
}
