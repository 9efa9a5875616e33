import { open } from 'node:fs/promises'

/**
 * The MJR container of the Janus project, version 2: `MJR00002`, a 16-bit length, JSON about the
 * track, then records of `MEET`, 32-bit arrival time in ms, 16-bit length and one RTP packet.
 * Appended packet by packet, readable to its last whole record after any crash.
 */

const MAGIC = 'MJR00002'
const RECORD_MAGIC = 0x4d454554
export const MJR_RECORD_HEADER = 10

/** The JSON head of an MJR file, by Janus's one-letter names. */
export interface MjrInfo {
  /** Audio or video. */
  t: 'a' | 'v'
  /** Codec: `opus`, `vp8`, `h264`. */
  c: string
  /** Header extensions: id → URI. */
  x?: Record<string, string>
  /** When the file was made, µs since 1970. */
  s: number
  /** The moment record times count from, µs since 1970. */
  u: number
}

/** One stored packet and when it arrived, in ms after `u`. */
export interface MjrRecord {
  arrivalMs: number
  packet: Buffer
}

export function mjrHeader(info: MjrInfo): Buffer {
  const json = Buffer.from(JSON.stringify(info))
  const header = Buffer.alloc(10 + json.length)
  header.write(MAGIC, 'latin1')
  header.writeUInt16BE(json.length, 8)
  json.copy(header, 10)
  return header
}

/** Write a record's head at `at`; the packet's `length` bytes follow it. */
export function writeMjrRecordHeader(
  target: Buffer,
  at: number,
  arrivalMs: number,
  length: number,
) {
  target.writeUInt32BE(RECORD_MAGIC, at)
  target.writeUInt32BE(Math.max(0, Math.trunc(arrivalMs)), at + 4)
  target.writeUInt16BE(length, at + 8)
}

/** Small enough that a media host can read hours of recordings without making its calls wait. */
const CHUNK = 1 << 18

/**
 * Read an MJR file in batches, in the order of writing. A torn tail ends it silently.
 * @throws Error when the file does not begin as MJR.
 */
export async function* readMjr(
  path: string,
): AsyncGenerator<{ info: MjrInfo; records: MjrRecord[] }, void, void> {
  const file = await open(path, 'r')
  try {
    let rest = Buffer.alloc(0)
    let info: MjrInfo | null = null
    for (let position = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK)
      const { bytesRead } = await file.read(chunk, 0, CHUNK, position)
      if (bytesRead === 0) break
      position += bytesRead
      let data = Buffer.concat([rest, chunk.subarray(0, bytesRead)])
      if (info === null) {
        const head = parseHeader(data)
        if (head === null) {
          rest = data
          continue
        }
        info = head.info
        data = data.subarray(head.size)
      }
      const batch = parseRecords(data)
      rest = data.subarray(batch.used)
      yield { info, records: batch.records }
      if (batch.torn) return
    }
    if (info === null) throw new Error('not an MJR file: its head is missing')
  } finally {
    await file.close()
  }
}

function parseHeader(data: Buffer): { info: MjrInfo; size: number } | null {
  if (!MAGIC.startsWith(data.toString('latin1', 0, Math.min(8, data.length))))
    throw new Error('not an MJR file: it does not begin with MJR00002')
  if (data.length < 10 || data.length < 10 + data.readUInt16BE(8)) return null
  const size = 10 + data.readUInt16BE(8)
  return { info: JSON.parse(data.toString('utf8', 10, size)) as MjrInfo, size }
}

function parseRecords(data: Buffer): { records: MjrRecord[]; used: number; torn: boolean } {
  const records: MjrRecord[] = []
  let used = 0
  while (used + MJR_RECORD_HEADER <= data.length) {
    if (data.readUInt32BE(used) !== RECORD_MAGIC) return { records, used, torn: true }
    const end = used + MJR_RECORD_HEADER + data.readUInt16BE(used + 8)
    if (end > data.length) break
    records.push({
      arrivalMs: data.readUInt32BE(used + 4),
      packet: data.subarray(used + MJR_RECORD_HEADER, end),
    })
    used = end
  }
  return { records, used, torn: false }
}
