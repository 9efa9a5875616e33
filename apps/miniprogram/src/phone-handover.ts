/** Hands the typed phone number from page to page in memory: addresses of pages go into WeChat's statistics. */
let kept: string | null = null

export function keepPhone(phone: string): void {
  kept = phone
}

/** Null where none was typed since the app was started. */
export const keptPhone = (): string | null => kept
