import type { MediaInput, MediaMethod } from '@veridesk/contract/media-protocol'
import { MediaHostClient } from './media-host-client.ts'
import type { AtHost, MediaEngine } from './port.ts'
import { MediaEngineError } from './port.ts'

/** Our own relay as the media engine: one control socket to each host of MEDIA_HOSTS. */
export function connectMediaHosts({
  urls,
  secret,
}: {
  urls: readonly string[]
  secret: string
}): MediaEngine {
  const clients = new Map(urls.map((url) => [url, new MediaHostClient({ url, secret })]))
  const at = (host: string): MediaHostClient => {
    const client = clients.get(host)
    if (!client) throw new MediaEngineError('unreachable', `${host} is not in MEDIA_HOSTS`)
    return client
  }
  const verb =
    <M extends MediaMethod>(method: M) =>
    async ({ host, ...input }: AtHost & MediaInput<M>) =>
      // What is left without `host` is the method's input; TypeScript cannot see it through the generic.
      await at(host).request(method, input as unknown as MediaInput<M>)
  const each = (subscribe: (host: string, client: MediaHostClient) => () => void) => {
    const stops = [...clients].map(([host, client]) => subscribe(host, client))
    return () => {
      for (const stop of stops) stop()
    }
  }
  return {
    openLeg: verb('openLeg'),
    renegotiateLeg: verb('renegotiateLeg'),
    setForwarding: verb('setForwarding'),
    closeLeg: verb('closeLeg'),
    closeCall: verb('closeCall'),
    listRecordings: verb('listRecordings'),
    describe: async ({ host }) => await at(host).request('describe', {}),
    readRecording: async ({ host, ...file }) => await at(host).readRecording(file),
    ready: () => new Map([...clients].map(([host, client]) => [host, client.connected])),
    onEvent: (listener) =>
      each((host, client) => client.onEvent((event) => listener({ ...event, host }))),
    onConnection: (listener) =>
      each((host, client) => client.onConnection((connected) => listener({ host, connected }))),
    close: () => {
      for (const client of clients.values()) client.close()
    },
  }
}
