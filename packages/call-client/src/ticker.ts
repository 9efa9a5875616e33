/**
 * Calls `tick` every `ms`, also in a tab that nobody looks at: an agent waits for the next call in such a tab, and
 * browsers let the timers of its page run once a second, after five minutes once a minute. A worker's run on.
 * Returns what stops it.
 */
export function every(ms: number, tick: () => void): () => void {
  if (typeof Worker !== 'function') {
    const timer = setInterval(tick, ms)
    return () => clearInterval(timer)
  }
  const script = new Blob([`setInterval(() => postMessage(0), ${ms})`], { type: 'text/javascript' })
  const url = URL.createObjectURL(script)
  const worker = new Worker(url)
  worker.addEventListener('message', tick)
  return () => {
    worker.terminate()
    URL.revokeObjectURL(url)
  }
}
