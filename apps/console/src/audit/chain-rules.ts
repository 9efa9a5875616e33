/** An entry waits for the chaining job's next run; longer than this and the job does not run. */
const patienceSeconds = 60

export function isBehind({ lagSeconds }: { readonly lagSeconds: number }): boolean {
  return lagSeconds > patienceSeconds
}
