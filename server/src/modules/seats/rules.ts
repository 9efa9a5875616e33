/** A device that was not there for so long is no longer recognised; its cookie lives as long. */
export const seatHours = 12
/** Codes for one order within an hour. */
export const codesPerHour = 5

/** What a device sits in front of: an order, or another matter of a proven phone. */
export type Place =
  | { readonly workOrderId: string }
  | { readonly phone: string; readonly itemId: string }
