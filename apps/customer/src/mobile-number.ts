/** The digits of a mainland mobile number as somebody types it or a phone fills it in: no spaces, no country code. */
export function mobileOf(typed: string): string {
  const digits = typed.replace(/\D/g, '')
  return (digits.length > 11 ? digits.replace(/^(00)?86/, '') : digits).slice(0, 11)
}

/** Whether it can be a mobile number (contract/common.ts). */
export function isMobile(digits: string): boolean {
  return /^1[3-9]\d{9}$/.test(digits)
}
