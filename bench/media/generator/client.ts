/** The generator seen from the bench. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RequestName, Requests, Response } from './protocol.ts'

export interface Generator {
  ask: <N extends RequestName>(
    name: N,
    input: Requests[N]['input'],
  ) => Promise<Requests[N]['output']>
  /** A number for a new peer. */
  nextPeer: () => number
  stop: () => Promise<void>
}

/** @param address the one its sockets are bound to. */
export const startGenerator = (address: string): Generator => {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), [address])
  const exited = once(child, 'exit')
  const waiting = new Map<number, (response: Response) => void>()
  let lastId = 0
  let lastPeer = 0
  child.on('message', (response: Response) => {
    waiting.get(response.id)?.(response)
    waiting.delete(response.id)
  })
  child.on('exit', () => {
    for (const [id, settle] of waiting) settle({ id, error: 'the generator ended' })
  })
  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1)
        waiting.set(id, (response) => {
          if ('error' in response) reject(new Error(`${name}: ${response.error}`))
          else resolve(response.output as never)
        })
        child.send({ id, name, input })
      }),
    nextPeer: () => (lastPeer += 1),
    stop: async () => {
      child.disconnect()
      await exited
    },
  }
}
