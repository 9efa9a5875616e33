/** One participant's media in one call: keeps a leg alive from ringing to the end. */
import type { CallMedia } from '@veridesk/contract/calls'
import { Listeners } from './listeners.ts'
import type { LocalMedia } from './local-media.ts'
import type { CallTransport, SessionState } from './session-types.ts'
import { noStats, type SessionStats } from './stats.ts'

export class CallSession {
  readonly #listeners = new Listeners<SessionState>()
  #state: SessionState = { phase: 'new', remotes: [], quality: 'unknown', reconnectingSince: null }

  constructor(_options: { transport: CallTransport; local: LocalMedia }) {}

  get state(): SessionState {
    return this.#state
  }

  /** Told every change of `state`. Returns what unsubscribes. */
  subscribe(listener: (state: SessionState) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Takes every new snapshot of the call; the same one twice changes nothing. */
  update(_snapshot: { active: boolean; media: CallMedia }): void {}

  async stats(): Promise<SessionStats> {
    return noStats
  }

  close(): void {
    this.#state = { ...this.#state, phase: 'closed' }
    this.#listeners.tell(this.#state)
  }
}
