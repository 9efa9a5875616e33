import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Impairment, Links } from '@veridesk/call-client/testing/access-link'
import type { LinkReply, LinkRequest } from './link-process.ts'

export interface ImpairedLink extends Links {
  stop(): void
}

type Verb = LinkRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never

/** Starts a link of both directions alike. @param seed the same one loses the same packets */
export async function startLink(impairment: Impairment, seed: number): Promise<ImpairedLink> {
  const program = fileURLToPath(new URL('link-process.ts', import.meta.url))
  const child = fork(program, [String(seed)])
  const waiting = new Map<number, (port: number) => void>()
  let lastId = 0
  child.on('message', ({ id, port }: LinkReply) => {
    waiting.get(id)?.(port)
    waiting.delete(id)
  })
  const ask = (verb: Verb): Promise<number> =>
    new Promise((resolve) => {
      const id = ++lastId
      waiting.set(id, resolve)
      child.send({ id, ...verb })
    })
  await ask({ verb: 'impair', impairment })
  return {
    open: (target) => ask({ verb: 'open', target }),
    stop: () => child.kill(),
  }
}
