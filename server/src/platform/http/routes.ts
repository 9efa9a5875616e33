/** How a module states its routes: endpoint of the contract → handler. Permission, shapes and limits come from the contract. */
import type { Readable } from 'node:stream'
import type {
  ClientOutput,
  EndpointKey,
  EndpointSpec,
  Endpoints,
  ParsedInput,
} from '@veridesk/contract'
import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Language } from './problems.ts'

type ActorOf<S extends EndpointSpec> = S['permission'] extends 'public'
  ? null
  : S['permission'] extends 'seat'
    ? SeatActor
    : AccountActor

/** The few things of HTTP that a handler may need. */
export interface Exchange {
  readonly address: string
  readonly userAgent: string | null
  /** Chinese unless the reader's browser puts English first. */
  readonly language: Language
  /** Where the reader's browser reaches us: `https://host[:port]`. */
  readonly baseUrl: string
  /** What this browser sent, or null. */
  cookie(name: CookieName): string | null
  /** HttpOnly, SameSite=Lax, Secure on https. */
  setCookie(name: CookieName, value: string, expires: Date): void
  clearCookie(name: CookieName): void
}

export type CookieName = 'vd_session' | 'vd_seat' | 'vd_phone'

/** A file as an answer. */
export interface FileAnswer {
  readonly stream: Readable
  readonly mediaType: string
  readonly bytes?: number
  /** Suggested file name; never inline script: the type is fixed and sniffing is off. */
  readonly fileName: string
  /** The address names the content, so that browsers may keep it. */
  readonly immutable?: boolean
}

type Answer<S extends EndpointSpec> = S['output'] extends 'binary'
  ? FileAnswer
  : S['output'] extends null
    ? void
    : ClientOutput<S>

export interface HandlerInput<K extends EndpointKey> {
  readonly ctx: AppContext
  readonly actor: ActorOf<Endpoints[K]>
  readonly input: ParsedInput<Endpoints[K]>
  readonly http: Exchange
}

export interface Route {
  readonly key: EndpointKey
  readonly handle: (input: never) => Promise<unknown>
}

/** One line of policy: `route('POST /api/work-orders', ...)`. */
export function route<K extends EndpointKey>(
  key: K,
  handle: (input: HandlerInput<K>) => Promise<Answer<Endpoints[K]>>,
): Route {
  return { key, handle: handle as Route['handle'] }
}
