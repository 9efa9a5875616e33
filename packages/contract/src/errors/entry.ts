/** The shape of an error's sentences. No zod in this folder: the customer's page imports it. */

interface ErrorText {
  /** What happened, one sentence. */
  readonly title: string
  /** What to do next, one sentence. */
  readonly next: string
}

export interface ErrorEntry {
  readonly status: number
  readonly zh: ErrorText
  readonly en: ErrorText
}

export type ErrorTable = Readonly<Record<string, ErrorEntry>>

export const entry = (
  status: number,
  zhTitle: string,
  zhNext: string,
  enTitle: string,
  enNext: string,
): ErrorEntry => ({
  status,
  zh: { title: zhTitle, next: zhNext },
  en: { title: enTitle, next: enNext },
})
