import { useEffect } from 'preact/hooks'

const lockName = 'veridesk-room'

/**
 * One page of this browser has the camera and the call: the newest. Whoever had them before is told, so that
 * two tabs do not take the call from each other for ever. Without Web Locks (iOS before 15.4) nobody is told.
 */
export function useOnlyPage(onOther: () => void): void {
  useEffect(() => {
    if (!('locks' in navigator)) return undefined
    let leave: () => void = () => undefined
    const left = new Promise<void>((resolve) => (leave = resolve))
    // Rejects when another page takes the lock, and for that only.
    navigator.locks.request(lockName, { steal: true }, () => left).catch(onOther)
    return () => leave()
  }, [onOther])
}
