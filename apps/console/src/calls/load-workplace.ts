/** The call workplace is code of its own: the list does not wait for it. */
export async function loadWorkplace() {
  const { Workplace } = await import('./workplace.tsx')
  return { default: Workplace }
}

/**
 * Fetches it ahead, once for every agent at an idle moment: a page left open over an update of the server would
 * look for it in vain when it rings. Where it fails, the call itself tries again.
 */
export function preloadWorkplace(): void {
  requestIdleCallback(() => void loadWorkplace().catch(() => undefined))
}
