/** Asks an app as the console does, over a connection that is kept. */
import { Agent, request } from 'node:http'
import { password } from './data/institution.ts'

export interface Browser {
  /** The answer's body and how long it took to be there whole, ms. Throws for any status but 200. */
  get(path: string): Promise<{ body: string; ms: number }>
}

interface Answer {
  readonly status: number
  readonly cookies: readonly string[]
  readonly body: string
}

const send = (
  agent: Agent,
  port: number,
  asked: { method: string; path: string; headers: Record<string, string>; body?: string },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { body: payload, ...rest } = asked
    const sent = request({ agent, host: '127.0.0.1', port, ...rest }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: response.headers['set-cookie'] ?? [],
          body,
        }),
      )
    })
    sent.once('error', reject)
    sent.end(payload)
  })

/** A browser signed in as that account. */
export async function signedIn(port: number, username: string): Promise<Browser> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answer = await send(agent, port, {
    method: 'POST',
    path: '/api/sessions',
    headers: { 'content-type': 'application/json', 'x-veridesk': '1' },
    body: JSON.stringify({ username, password }),
  })
  const cookie = answer.cookies[0]?.split(';')[0]
  if (!cookie) throw new Error(`${username} is not signed in: ${answer.status} ${answer.body}`)
  return {
    async get(path) {
      const began = performance.now()
      const { status, body } = await send(agent, port, { method: 'GET', path, headers: { cookie } })
      const ms = performance.now() - began
      if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`)
      return { body, ms }
    },
  }
}
