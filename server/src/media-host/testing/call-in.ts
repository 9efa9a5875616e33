import { randomUUID } from 'node:crypto'
import type { MediaHostClient } from '../../platform/media/media-host-client.ts'
import type { OfferNumbers } from './browser-offer.ts'
import { chromiumNumbers } from './browser-offer.ts'
import { until } from './start-host.ts'
import { TestPeer } from './test-peer.ts'

export interface CalledIn {
  peer: TestPeer
  callId: string
  participantId: string
  legId: string
  /** The host's SDP answer. */
  sdp: string
}

export interface CallIn {
  callId: string
  participantId?: string
  replaces?: string
  grants?: { publish: boolean; subscribe: boolean }
  record?: boolean
  numbers?: Partial<OfferNumbers>
}

/** Open a leg with a peer that behaves like a browser; resolves when its transport is open. */
export async function callIn(app: MediaHostClient, input: CallIn): Promise<CalledIn> {
  const peer = new TestPeer(chromiumNumbers(input.numbers))
  const ids = {
    callId: input.callId,
    participantId: input.participantId ?? randomUUID(),
    legId: randomUUID(),
  }
  const { sdp } = await app.request('openLeg', {
    ...ids,
    sdp: await peer.offer(),
    grants: input.grants ?? { publish: true, subscribe: true },
    record: input.record ?? false,
    ...(input.replaces ? { replaces: input.replaces } : {}),
  })
  peer.accept(sdp)
  await until('the leg opens', () => peer.isOpen || peer.failed, 20_000)
  return { peer, ...ids, sdp }
}

/** SSRCs that an answer announces: sound, picture, its retransmissions. */
export function announcedIn(sdp: string): { audio: number; video: number; rtx: number } {
  const [audio = '', video = ''] = sdp.split('m=').slice(1)
  const [, picture, rtx] = /a=ssrc-group:FID (\d+) (\d+)/.exec(video) ?? []
  return {
    audio: Number(/a=ssrc:(\d+)/.exec(audio)?.[1]),
    video: Number(picture),
    rtx: Number(rtx),
  }
}
