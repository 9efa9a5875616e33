import { useEffect, useState } from 'preact/hooks'

const stepOf = (): string | null => (history.state as { step?: string } | null)?.step ?? null

/** The step within a screen: the back button goes one back, and a reload stays. Null is the first. */
export function useStep(): readonly [string | null, (step: string) => void] {
  const [step, setStep] = useState(stepOf)
  useEffect(() => {
    const onPop = (): void => setStep(stepOf())
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [])
  const goTo = (next: string): void => {
    history.pushState({ step: next }, '')
    setStep(next)
    scrollTo(0, 0)
  }
  return [step, goTo]
}
