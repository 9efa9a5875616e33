/** The device is on another network now: what was open is dead, though nobody noticed yet. */

interface NetworkInformation extends EventTarget {
  readonly type?: string
}

/** Calls `listener` when the page comes online, and when Wi-Fi turns into mobile data or back. Returns what stops it. */
export function onNetworkChange(listener: () => void): () => void {
  const { connection } = navigator as { connection?: NetworkInformation }
  let type = connection?.type
  // `change` also tells every new estimate of speed; only another kind of network matters.
  const changed = (): void => {
    if (connection?.type === type) return
    type = connection?.type
    if (type !== 'none') listener()
  }
  addEventListener('online', listener)
  connection?.addEventListener('change', changed)
  return () => {
    removeEventListener('online', listener)
    connection?.removeEventListener('change', changed)
  }
}
