import { App } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { paths } from '../paths.ts'

/** Asks whether what was typed may be lost. */
export function useAskToDiscard(): (discard: () => void, stay?: () => void) => void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  return (discard, stay) =>
    void modal.confirm({
      title: t('settings.unsaved'),
      content: t('settings.unsavedNext'),
      okText: t('settings.discard'),
      okButtonProps: { danger: true },
      cancelText: t('settings.keepEditing'),
      autoFocusButton: 'cancel',
      onOk: discard,
      ...(stay ? { onCancel: stay } : {}),
    })
}

/**
 * On the page while something typed is unsaved: asks before it is left, and has the browser ask before the tab
 * is closed. `onLeave` closes what holds the input.
 */
export function UnsavedGuard({ onLeave }: { readonly onLeave: () => void }) {
  const ask = useAskToDiscard()
  const blocker = useBlocker(
    // A session that has ended asks nobody.
    ({ nextLocation: { pathname } }) => pathname !== paths.signIn && pathname !== paths.signedOut,
  )
  const askToGo = useEffectEvent(() =>
    ask(
      () => {
        blocker.proceed?.()
        onLeave()
      },
      () => blocker.reset?.(),
    ),
  )
  useEffect(() => {
    if (blocker.state === 'blocked') askToGo()
  }, [blocker.state])
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onUnload)
    return () => removeEventListener('beforeunload', onUnload)
  }, [])
  return null
}
