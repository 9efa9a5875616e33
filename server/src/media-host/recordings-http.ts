import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { log, reason } from './log.ts'

/** Only what the recorder itself can have named: nothing here can leave the directory. */
const PATH =
  /^\/recordings\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-z-]+(?:\.\d+)?\.mjr)$/

/** `GET /recordings/<callId>/<file>`, whole or one byte range (RFC 9110, 14). */
export async function serveRecording(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, callId, file] = PATH.exec(request.url ?? '') ?? []
  const path = callId && file ? join(root, callId, file) : null
  const size = path === null ? null : await sizeOf(path)
  if (path === null || size === null) {
    response.writeHead(404).end()
    return
  }
  const range = byteRange(request.headers.range, size)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  })
  if (request.method === 'HEAD' || end < start) {
    response.end()
    return
  }
  try {
    await pipeline(createReadStream(path, { start, end }), response)
  } catch (error) {
    log('warn', 'a recording was not read to its end', {
      callId: callId ?? '',
      reason: reason(error),
    })
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch {
    return null
  }
}

/** A single range; null for none or for a form that may be ignored. */
function byteRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start >= size || end < start ? 'unsatisfiable' : { start, end }
}
