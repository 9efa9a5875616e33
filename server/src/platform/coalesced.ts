/** Runs `work` now; a wake-up while it runs makes it run once more. A failure is reported, and the next wake-up tries again. */
export function coalesced(
  work: () => Promise<void>,
  onFailure: (cause: unknown) => void,
): { wake(): void; idle(): Promise<void> } {
  let running: Promise<void> | null = null
  let again = false
  const loop = async () => {
    do {
      again = false
      await work().catch(onFailure)
    } while (again)
    running = null
  }
  return {
    wake() {
      again = true
      running ??= loop()
    },
    idle: async () => {
      await running
    },
  }
}
