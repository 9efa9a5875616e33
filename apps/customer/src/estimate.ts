import type { CustomerCall } from '@veridesk/contract/customer'

/** The range in whole minutes, never narrower than the server's: down, then up; at least up to one minute. */
export function minutesOf(estimate: NonNullable<CustomerCall['estimate']>): [number, number] {
  const from = Math.max(0, Math.floor(estimate.fromSeconds / 60))
  return [from, Math.max(from, 1, Math.ceil(estimate.toSeconds / 60))]
}
