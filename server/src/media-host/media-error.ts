import type { MediaErrorCode } from '@veridesk/contract/media-protocol'

/** A refusal that travels to the app as `{ code, message }`; the message is English, for the log. */
export class MediaError extends Error {
  readonly code: MediaErrorCode

  constructor(code: MediaErrorCode, message: string) {
    super(message)
    this.name = 'MediaError'
    this.code = code
  }
}
