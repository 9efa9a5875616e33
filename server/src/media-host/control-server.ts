import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MediaEvent } from '@veridesk/contract/media-protocol'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import { hasBearer } from './bearer.ts'
import type { MediaHostConfig } from './config.ts'
import type { MediaHost } from './host.ts'
import { log, reason } from './log.ts'
import { serveRecording } from './recordings-http.ts'
import { answerRequest } from './requests.ts'

const PING_EVERY_MS = 10_000
/** Room for two descriptions of the largest size the contract allows, escaped. */
const MAX_FRAME_BYTES = 256 * 1024

export interface ControlServer {
  port: number
  /** When an app was there last, by `performance.now()`: now, while one is connected. */
  lastHeard: () => number
  close: () => void
}

/** Serve the control protocol, recordings and `/healthz` on one port. */
export async function startControlServer(
  config: MediaHostConfig,
  host: MediaHost,
): Promise<ControlServer> {
  let heard = performance.now()
  const http = createServer((request, response) => {
    if (request.url === '/healthz') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
      return
    }
    if (!hasBearer(request, config.secret)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
      return
    }
    heard = performance.now()
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    serveRecording(config.recordings, request, response).catch((error: unknown) => {
      log('error', 'cannot serve a recording', { reason: reason(error) })
      response.destroy()
    })
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES })
  http.on('upgrade', (request, socket, head) => {
    // Nobody else listens yet, and a reset would end the process.
    socket.on('error', () => socket.destroy())
    if (request.url !== '/control' || !hasBearer(request, config.secret)) {
      const status = request.url === '/control' ? '401 Unauthorized' : '404 Not Found'
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (app) => {
      app.on('close', () => (heard = performance.now()))
      serveApp(app, host)
    })
  })
  host.onEvent((event: MediaEvent) => {
    const frame = JSON.stringify(event)
    for (const app of sockets.clients) if (app.readyState === app.OPEN) app.send(frame)
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, resolve)
  })
  return {
    port: (http.address() as AddressInfo).port,
    lastHeard: () => (sockets.clients.size > 0 ? performance.now() : heard),
    close: () => {
      for (const app of sockets.clients) app.close(1001, 'the media host is stopping')
      http.close()
    },
  }
}

function serveApp(app: WebSocket, host: MediaHost): void {
  let answered = true
  const ping = setInterval(() => {
    if (!answered) app.terminate()
    answered = false
    app.ping()
  }, PING_EVERY_MS)
  app.on('pong', () => {
    answered = true
  })
  app.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      app.close(1003, 'text frames only')
      return
    }
    void answerRequest(host, data.toString()).then((response) => {
      if (response === null) app.close(1007, 'not a request')
      else if (app.readyState === app.OPEN) app.send(JSON.stringify(response))
    })
  })
  app.on('error', (error) => log('warn', 'control socket error', { reason: reason(error) }))
  app.on('close', () => clearInterval(ping))
}
