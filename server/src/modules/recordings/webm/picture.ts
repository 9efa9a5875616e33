/** One whole picture as the container wants it. */
export interface Picture {
  timestamp: number
  arrivalMs: number
  isKey: boolean
  data: Buffer
}

/** What a decoder must know before the first picture. */
export interface PictureFormat {
  width: number
  height: number
  /** H.264 only: the `avcC` record. */
  description: Buffer | null
}
