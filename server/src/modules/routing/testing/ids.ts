/** Ids whose order is that of the places: ties between agents and groups go by id. */
const idAt = (kind: string, place: number) =>
  `0197f0a0-${kind}-7000-8000-${String(place).padStart(12, '0')}`
export const agentIdAt = (place: number) => idAt('a0a0', place)
export const itemIdAt = (place: number) => idAt('1110', place)
export const groupIdAt = (place: number) => idAt('9990', place)
export const orderIdAt = (place: number) => idAt('0d0d', place)
export const seatIdAt = (place: number) => idAt('5ea0', place)
export const adminId = idAt('ad00', 0)

export const placeOf = (id: string): number => Number(id.slice(-12))
