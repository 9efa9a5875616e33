import pg from 'pg'

export interface Ear {
  /** Resolves with the time (`performance.now`) of the next notification that is meant. */
  next(isMeant: (payload: string) => boolean): Promise<number>
  /** The same of the last one of so many. */
  after(count: number, isMeant: (payload: string) => boolean): Promise<number>
  close(): Promise<void>
}

const withinMs = 60_000

/** Listens on a connection of its own, as the server's bus does. */
export async function listen(databaseUrl: string, channel: string): Promise<Ear> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`listen ${channel}`)
  function after(count: number, isMeant: (payload: string) => boolean): Promise<number> {
    return new Promise((done, fail) => {
      let left = count
      const stop = () => {
        clearTimeout(deadline)
        client.off('notification', hear)
      }
      const hear = ({ payload = '' }: pg.Notification) => {
        if (!isMeant(payload)) return
        left -= 1
        if (left > 0) return
        stop()
        done(performance.now())
      }
      const deadline = setTimeout(() => {
        stop()
        fail(new Error(`${left} notifications on ${channel} did not come`))
      }, withinMs)
      client.on('notification', hear)
    })
  }
  return { after, next: (isMeant) => after(1, isMeant), close: () => client.end() }
}
