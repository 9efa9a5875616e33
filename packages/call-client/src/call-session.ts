/** One participant's media in one call: keeps a leg alive from ringing to the end. */
import type { CallMedia } from '@veridesk/contract/calls'
import { backoffMs } from './backoff.ts'
import { Leg } from './leg.ts'
import { isDead, toldState } from './leg-health.ts'
import { Listeners } from './listeners.ts'
import type { LocalMedia } from './local-media.ts'
import { onNetworkChange } from './network-change.ts'
import {
  isHeard,
  learnLegs,
  mayExchange,
  openLegs,
  ownOf,
  peerLegReplaced,
  peersOf,
  type Snapshot,
} from './peers.ts'
import { classifyQuality, figuresBetween } from './quality.ts'
import type {
  CallTransport,
  Quality,
  RemoteMedia,
  SessionPhase,
  SessionState,
} from './session-types.ts'
import { SilenceClock } from './silence-clock.ts'
import { noStats, type SessionStats } from './stats.ts'
import { every } from './ticker.ts'
import { TrackNews } from './track-news.ts'

const watchMs = 200
const qualityMs = 2000
const firstRetryMs = 500
const lastRetryMs = 2000
/** A leg that held so long was a good one: the next failure starts from no delay again. */
const provenMs = 5000

export class CallSession {
  readonly #transport: CallTransport
  readonly #local: LocalMedia
  readonly #listeners = new Listeners<SessionState>()
  readonly #cleanups: (() => void)[]
  readonly #trackNews: TrackNews
  #snapshot: Snapshot | null = null
  /** Carries the media now. */
  #leg: Leg | null = null
  /** Being opened; takes the place of `#leg` once connected. */
  #next: Leg | null = null
  /** The leg whose stream is shown: an old picture stays until the new leg has one. */
  #shown: Leg | null = null
  #sending = false
  /** This side has just answered; the server's word is on its way. */
  #answering = false
  #renegotiating = false
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  readonly #silence = new SilenceClock()
  #quality: Quality = 'unknown'
  #qualityFrom: SessionStats = noStats
  #state: SessionState = { phase: 'new', remotes: [], quality: 'unknown', reconnectingSince: null }
  #closed = false

  constructor({ transport, local }: { transport: CallTransport; local: LocalMedia }) {
    this.#transport = transport
    this.#local = local
    this.#trackNews = new TrackNews(transport, local, (cause) => this.#endIfOver(cause))
    this.#cleanups = [
      every(watchMs, () => void this.#watch()),
      local.onTrackReplaced(() => (this.#sending ? this.#attach(true) : this.#prepare())),
      onNetworkChange(() => this.#replace()),
      () => this.#trackNews.close(),
    ]
  }

  get state(): SessionState {
    return this.#state
  }

  /** Told every change of `state`. Returns what unsubscribes. */
  subscribe(listener: (state: SessionState) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Takes every new snapshot of the call; the same one twice changes nothing. */
  update(snapshot: { active: boolean; media: CallMedia }): void {
    if (this.#closed) return
    const answered = snapshot.active && !this.#snapshot?.active
    this.#snapshot = snapshot
    const own = ownOf(snapshot)
    if (own) this.#trackNews.update(own)
    if (this.#leg) this.#relate(this.#leg, snapshot)
    if (this.#retry === undefined && !this.#next && !this.#leg) this.#open()
    // Refused before the answer, perhaps; now there is no reason to wait.
    else if (answered && this.#retry !== undefined) this.#replace()
    this.#settle()
  }

  /**
   * This side answers the call now: it begins to send at once, while the server still hears of it. The relay
   * passes nothing on before the server says so; where it refuses, `close` is next.
   */
  answer(): void {
    this.#answering = true
    this.#settle()
  }

  /** Counters of the leg in use. */
  async stats(): Promise<SessionStats> {
    return (await this.#leg?.stats()) ?? noStats
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#retry)
    for (const cleanup of this.#cleanups) cleanup()
    this.#next?.close()
    this.#leg?.close()
    this.#publish()
    this.#listeners.clear()
  }

  /** Opens a leg in place of the present one, at once, whatever attempt is under way or waited for. */
  #replace(): void {
    if (this.#closed || !this.#snapshot) return
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#failures = 0
    this.#open()
  }

  #open(): void {
    const snapshot = this.#snapshot
    if (!snapshot) return
    this.#next?.close()
    const leg = new Leg(snapshot.media.iceServers, () => this.#settle())
    leg.known = openLegs(snapshot)
    this.#next = leg
    leg.open(this.#transport, this.#replacedLegId(snapshot)).then(
      () => this.#opened(leg),
      (cause: unknown) => this.#failed(leg, cause),
    )
    this.#settle()
  }

  #relate(leg: Leg, snapshot: Snapshot): void {
    leg.seen ||= ownOf(snapshot)?.legId === leg.id
    leg.known = learnLegs(leg.known, snapshot)
  }

  /** The own leg as the server knows it: our last one, unless the server has moved on since. */
  #replacedLegId(snapshot: Snapshot): string | undefined {
    const told = ownOf(snapshot)?.legId ?? undefined
    return this.#leg && !this.#leg.seen ? this.#leg.id : (told ?? this.#leg?.id)
  }

  #opened(leg: Leg): void {
    if (this.#next !== leg || this.#closed) return leg.close()
    const old = this.#leg
    this.#leg = leg
    this.#next = null
    this.#sending = false
    this.#silence.reset()
    this.#qualityFrom = noStats
    if (this.#snapshot) this.#relate(leg, this.#snapshot)
    this.#prepare()
    old?.close()
    this.#settle()
  }

  #failed(leg: Leg, cause: unknown): void {
    leg.close()
    if (this.#next !== leg || this.#closed) return
    this.#next = null
    if (this.#endIfOver(cause)) return
    this.#retryLater()
  }

  #retryLater(): void {
    if (this.#retry !== undefined || this.#next) return
    const wait = this.#failures === 0 ? 0 : backoffMs(this.#failures - 1, firstRetryMs, lastRetryMs)
    this.#failures += 1
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#open()
    }, wait)
    this.#settle()
  }

  /** The server says that this call is over for us: nothing to reconnect to. */
  #endIfOver(cause: unknown): boolean {
    const { code } = cause as { code?: unknown }
    const over = code === 'call_ended' || code === 'not_your_call'
    if (over) this.close()
    return over
  }

  /** Brings leg, senders, announcements and state in line with what is known now. */
  #settle(): void {
    if (this.#closed) return
    this.#judge()
    const exchange = this.#exchanging()
    if (exchange !== this.#sending) this.#attach(exchange)
    if (this.#snapshot && this.#leg?.connected && peerLegReplaced(this.#leg.known, this.#snapshot))
      this.#renegotiate(this.#leg, this.#snapshot)
    if (this.#leg?.connected && (!this.#shown || this.#leg.receiving)) this.#shown = this.#leg
    this.#publish()
  }

  #exchanging(): boolean {
    const snapshot = this.#snapshot
    if (!snapshot || !this.#leg?.connected) return false
    // The relay passes on in answered calls only: what arrives is the news itself, ahead of the snapshot.
    if (!snapshot.active && this.#leg.receiving) return true
    return mayExchange({ ...snapshot, active: snapshot.active || this.#answering })
  }

  #prepare(): void {
    if (this.#snapshot) this.#leg?.prepare(this.#local.stream, this.#snapshot.media.send)
  }

  #attach(on: boolean): void {
    this.#sending = on
    this.#silence.reset()
    if (this.#snapshot) this.#leg?.send(on ? this.#local.stream : null, this.#snapshot.media.send)
  }

  #renegotiate(leg: Leg, snapshot: Snapshot): void {
    if (this.#renegotiating) return
    this.#renegotiating = true
    this.#silence.reset()
    leg
      .renegotiate(this.#transport, openLegs(snapshot))
      .catch((cause: unknown) => {
        // A leg that cannot be told about its peer is as good as dead.
        if (!this.#endIfOver(cause) && this.#leg === leg) this.#retryLater()
      })
      .finally(() => {
        this.#renegotiating = false
        this.#settle()
      })
  }

  async #watch(): Promise<void> {
    const leg = this.#leg
    const snapshot = this.#snapshot
    if (!leg || !snapshot) return
    const stats = await leg.stats()
    if (this.#closed || this.#leg !== leg) return
    const now = performance.now()
    this.#silence.read(now, stats, this.#sending && isHeard(snapshot))
    this.#rate(stats)
    if (this.#sending) leg.adapt(stats.availableOutgoingBitrate, snapshot.media.send)
    if (now - leg.openedAt > provenMs && !this.#next) this.#failures = 0
    this.#settle()
  }

  #judge(): void {
    const leg = this.#leg
    if (!leg || !this.#snapshot || this.#next || this.#retry !== undefined) return
    const now = performance.now()
    const dead = isDead({
      connection: leg.connection.connectionState,
      told: toldState(ownOf(this.#snapshot), {
        id: leg.id,
        seen: leg.seen,
        ageMs: now - leg.openedAt,
      }),
      silentMs: this.#silence.silentMs(now),
      checksAnswered: this.#silence.checksAnswered(now),
    })
    if (dead) this.#retryLater()
  }

  #rate(stats: SessionStats): void {
    if (this.#qualityFrom === noStats) this.#qualityFrom = stats
    if (stats.at - this.#qualityFrom.at < qualityMs) return
    this.#quality = classifyQuality(figuresBetween(this.#qualityFrom, stats))
    this.#qualityFrom = stats
  }

  #phase(): SessionPhase {
    if (this.#closed) return 'closed'
    if (!this.#snapshot) return 'new'
    if (!this.#leg) return 'connecting'
    if (this.#next || this.#retry !== undefined || !this.#leg.connected) return 'reconnecting'
    return this.#exchanging() ? 'live' : 'waiting-peer'
  }

  #remotes(): readonly RemoteMedia[] {
    const [peer] = this.#snapshot ? peersOf(this.#snapshot) : []
    if (!peer || !this.#shown || this.#closed) return []
    const [before] = this.#state.remotes
    return before?.participantId === peer.id && before.stream === this.#shown.stream
      ? this.#state.remotes
      : [{ participantId: peer.id, stream: this.#shown.stream }]
  }

  #publish(): void {
    const before = this.#state
    const phase = this.#phase()
    const remotes = this.#remotes()
    const quality = phase === 'live' ? this.#quality : 'unknown'
    const since = phase === 'reconnecting' ? (before.reconnectingSince ?? Date.now()) : null
    if (
      before.phase === phase &&
      before.quality === quality &&
      before.reconnectingSince === since &&
      before.remotes.length === remotes.length &&
      before.remotes[0] === remotes[0]
    )
      return
    this.#state = { phase, remotes, quality, reconnectingSince: since }
    this.#listeners.tell(this.#state)
  }
}
