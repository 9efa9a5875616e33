import { statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'

/**
 * The lock of a data directory: a socket in Linux's abstract namespace, named after the directory
 * itself. The kernel removes it with its holder, however that ends, so it is never stale.
 */
const addressOf = (dataDir: string) => {
  const { dev, ino } = statSync(dataDir)
  return `\0veridesk-${dev}-${ino}`
}

const holderOf = (address: string) =>
  new Promise<string>((resolve) => {
    let said = ''
    const socket = connect({ path: address })
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (chunk) => (said += chunk.toString()))
    socket.once('error', () => resolve(''))
    socket.once('close', () => resolve(said))
  })

/**
 * Takes the lock of `dataDir` for this process; it answers whoever asks with our process id.
 * @throws Error with a sentence for the operator when another process holds it
 */
export const lockDataDir = async (dataDir: string): Promise<Server> => {
  const address = addressOf(dataDir)
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(String(process.pid))
  })
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    )
    server.listen({ path: address }, () => resolve(false))
  })
  if (!taken) return server.unref()
  const holder = await holderOf(address)
  throw new Error(
    `Veridesk is already running on ${dataDir}${holder ? ` (process ${holder})` : ''}. Stop it first, or set DATA_DIR to another folder.`,
  )
}

/** Whether some process holds the lock of `dataDir`. */
export const isLocked = async (dataDir: string): Promise<boolean> =>
  (await holderOf(addressOf(dataDir))) !== ''
