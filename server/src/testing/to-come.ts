/** Endpoints that the contract has and the server does not yet. */
export const toCome: readonly string[] = [
]
