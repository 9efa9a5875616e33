import type { Still } from '@veridesk/call-client'
import { ApiError, urlOf } from '@veridesk/contract/api-client'
import type { Problem } from '@veridesk/contract/errors'

const pausesMs = [1_000, 2_000, 4_000, 8_000]

const unreachable: Problem = {
  type: 'about:blank',
  title: '',
  status: 503,
  code: 'unavailable',
  detail: '',
}

/**
 * Uploads a photo, again where the network fails; `onProgress` is told percent and whether this is a repeat.
 * Throws `ApiError` once the server refuses or stays away.
 */
export async function putPhoto(
  callId: string,
  photoId: string,
  still: Still,
  onProgress: (percent: number, retrying: boolean) => void,
): Promise<void> {
  const url = urlOf('PUT /api/customer/calls/:id/photos/:photoId', {
    params: { id: callId, photoId },
    query: { method: still.method },
  })
  for (let attempt = 0; ; attempt++) {
    try {
      await put(url, still.blob, (percent) => onProgress(percent, attempt > 0))
      return
    } catch (cause) {
      const pause = pausesMs[attempt]
      if (!(cause instanceof ApiError) || cause.code !== 'unavailable' || pause === undefined)
        throw cause
      onProgress(0, true)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** XMLHttpRequest, because `fetch` does not tell how far an upload is. */
function put(url: string, blob: Blob, onPercent: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('x-veridesk', '1')
    request.setRequestHeader('content-type', blob.type)
    request.upload.onprogress = ({ loaded, total }) =>
      onPercent(Math.round((100 * loaded) / Math.max(1, total)))
    request.onerror = () => reject(new ApiError(unreachable))
    request.onload = () => {
      if (request.status < 300) resolve()
      else reject(new ApiError(problemIn(request)))
    }
    request.send(blob)
  })
}

function problemIn(request: XMLHttpRequest): Problem {
  const type = request.getResponseHeader('content-type') ?? ''
  return type.includes('problem+json') ? (JSON.parse(request.responseText) as Problem) : unreachable
}
