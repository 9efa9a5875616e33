import { ApiError } from '@veridesk/contract/api-client'
import { errors, type ErrorCode } from '@veridesk/contract/errors'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export interface ErrorSentences {
  /** What happened. */
  readonly title: string
  /** What to do next. */
  readonly next: string
}

/** Screens translate by code (law 5); what is no `ApiError` is a fault of ours and reads as `internal`. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof ApiError ? error.code : 'internal'
}

export function sentencesOf(code: ErrorCode, language: string): ErrorSentences {
  // An older page may meet a code that it does not know yet.
  return (errors[code] ?? errors.internal)[language === 'en' ? 'en' : 'zh']
}

/** Error or code → both sentences in the reader's language. */
export function useErrorText(): (error: unknown) => ErrorSentences {
  const { i18n } = useTranslation()
  return useCallback((error) => sentencesOf(codeOf(error), i18n.language), [i18n.language])
}

/** Error code → what happened, for a disabled button's reason. */
export function useCodeText(): (code: ErrorCode) => string {
  const { i18n } = useTranslation()
  return useCallback((code) => sentencesOf(code, i18n.language).title, [i18n.language])
}
