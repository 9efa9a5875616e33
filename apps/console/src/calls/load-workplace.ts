/** The call workplace is code of its own: loaded when it first rings, not with the list. */
export async function loadWorkplace() {
  const { Workplace } = await import('./workplace.tsx')
  return { default: Workplace }
}
