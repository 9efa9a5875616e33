import type { PayloadTypes } from '../sdp/negotiate.ts'

/** What one leg calls things: payload types by meaning, extension ids by URI. */
export interface LegIds {
  types: PayloadTypes
  extensions: Map<string, number>
}

/** How the numbers of one leg translate into those of another. */
export interface IdMap {
  /** Payload type → payload type; 255 = the other side cannot take it. */
  types: Uint8Array
  /** Extension id → id; 0 = the other side did not ask for it. */
  extensions: Uint8Array
  /** Set where RED arrives and the other side takes plain Opus only. */
  unwrapRed: number | null
}

/** The translation between two legs; null where both use the same numbers for everything. */
export function idMapBetween(from: LegIds, to: LegIds): IdMap | null {
  const types = new Uint8Array(128).fill(255)
  const extensions = new Uint8Array(16)
  let identical = true
  for (const meaning of ['opus', 'red', 'video', 'rtx'] as const) {
    const source = from.types[meaning]
    if (source === null) continue
    const target = to.types[meaning]
    if (target !== null) types[source] = target
    identical &&= source === target
  }
  const unwrapRed = from.types.red !== null && to.types.red === null ? from.types.red : null
  if (unwrapRed !== null && to.types.opus !== null) types[unwrapRed] = to.types.opus
  for (const [uri, source] of from.extensions) {
    const target = to.extensions.get(uri)
    extensions[source] = target ?? 0
    identical &&= source === target
  }
  return identical ? null : { types, extensions, unwrapRed }
}

/**
 * Rewrite payload type and one-byte extension ids in place (RFC 8285, 4.2). Elements the other side
 * did not ask for become padding, so that no length changes.
 * @returns false when the other side cannot take this packet.
 */
export function applyIdMap(packet: Buffer, map: IdMap): boolean {
  const second = packet.readUInt8(1)
  const type = map.types[second & 0x7f] ?? 255
  if (type === 255) return false
  packet.writeUInt8((second & 0x80) | type, 1)
  if (!(packet.readUInt8(0) & 0x10)) return true
  const start = 12 + (packet.readUInt8(0) & 0x0f) * 4
  if (packet.readUInt16BE(start) !== 0xbede) return true
  const end = start + 4 + packet.readUInt16BE(start + 2) * 4
  let at = start + 4
  while (at < end) {
    const byte = packet.readUInt8(at)
    if (byte === 0) {
      at += 1
      continue
    }
    const next = Math.min(at + 2 + (byte & 0x0f), end)
    const id = map.extensions[byte >> 4] ?? 0
    if (id === 0) packet.fill(0, at, next)
    else packet.writeUInt8((id << 4) | (byte & 0x0f), at)
    at = next
  }
  return true
}
