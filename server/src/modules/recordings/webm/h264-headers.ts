/** Reads the bits of an H.264 parameter set (ITU-T H.264, 7.2 and 9.1). */
class BitReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3]
    if (byte === undefined) throw new RangeError('the parameter set ends too early')
    const value = (byte >> (7 - (this.#at & 7))) & 1
    this.#at += 1
    return value
  }

  bits(count: number): number {
    let value = 0
    for (let index = 0; index < count; index++) value = value * 2 + this.bit()
    return value
  }

  /** ue(v) */
  unsigned(): number {
    let zeros = 0
    while (this.bit() === 0) zeros += 1
    return 2 ** zeros - 1 + this.bits(zeros)
  }
}

/** Profiles whose parameter sets carry chroma and scaling fields; browsers send none of them. */
const HIGH_PROFILES: ReadonlySet<number> = new Set([
  44, 83, 86, 100, 110, 118, 122, 128, 138, 139, 244,
])

/** Picture size by a sequence parameter set (7.3.2.1.1); null for a profile browsers do not send, or a torn set. */
export function spsSize(sps: Buffer): { width: number; height: number } | null {
  const profile = sps[1]
  if (profile === undefined || HIGH_PROFILES.has(profile)) return null
  try {
    const reader = new BitReader(withoutEmulation(sps).subarray(4))
    reader.unsigned() // seq_parameter_set_id
    reader.unsigned() // log2_max_frame_num_minus4
    skipPictureOrder(reader)
    reader.unsigned() // max_num_ref_frames
    reader.bit() // gaps_in_frame_num_value_allowed_flag
    const widthInBlocks = reader.unsigned() + 1
    const heightInUnits = reader.unsigned() + 1
    const framesOnly = reader.bit()
    if (!framesOnly) reader.bit() // mb_adaptive_frame_field_flag
    reader.bit() // direct_8x8_inference_flag
    const [left, right, top, bottom] = reader.bit()
      ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()]
      : [0, 0, 0, 0]
    // 4:2:0: cropping counts in steps of two samples, four lines for interlaced.
    return {
      width: widthInBlocks * 16 - 2 * (left + right),
      height: (2 - framesOnly) * (heightInUnits * 16 - 2 * (top + bottom)),
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function skipPictureOrder(reader: BitReader): void {
  const type = reader.unsigned()
  if (type === 0) reader.unsigned()
  if (type !== 1) return
  reader.bit()
  reader.unsigned()
  reader.unsigned()
  for (let left = reader.unsigned(); left > 0; left--) reader.unsigned()
}

/** 7.4.1: 00 00 03 stands for 00 00. */
function withoutEmulation(unit: Buffer): Buffer {
  return Buffer.from(
    unit.filter((byte, index) => !(byte === 3 && unit[index - 1] === 0 && unit[index - 2] === 0)),
  )
}

/** The `avcC` record (ISO/IEC 14496-15, 5.3.3.1) with one set of each kind and 4-byte lengths. */
export function avcDescription(sps: Buffer, pps: Buffer): Buffer {
  const length = (unit: Buffer) => Buffer.from([unit.length >> 8, unit.length & 0xff])
  return Buffer.concat([
    Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1]),
    length(sps),
    sps,
    Buffer.from([1]),
    length(pps),
    pps,
  ])
}
