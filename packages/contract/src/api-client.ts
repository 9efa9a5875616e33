/** The typed client of our own API, for both web apps. No zod in here: only types come from the endpoint table. */
import type { ClientInput, ClientOutput } from './endpoint.ts'
import type { EndpointKey, Endpoints } from './endpoints.ts'
import type { ErrorCode, Problem } from './errors.ts'

/** A refused request. `code` is stable; screens translate by it (law 5). */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.code = problem.code
    this.status = problem.status
    this.problem = problem
  }
}

type Args<K extends EndpointKey> = keyof ClientInput<Endpoints[K]> extends never
  ? [input?: undefined, options?: CallOptions]
  : [input: ClientInput<Endpoints[K]>, options?: CallOptions]

interface CallOptions {
  readonly signal?: AbortSignal
  /** Survives the page being closed (cancel, end). */
  readonly keepalive?: boolean
}

interface AnyInput {
  readonly params?: Record<string, string>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
}

const unreachable: Problem = {
  type: 'about:blank',
  title: '',
  status: 503,
  code: 'unavailable',
  detail: '',
}

/** The path and query of an endpoint: `:id` filled from `params`, undefined query values left out. */
export function urlOf(key: EndpointKey, input: AnyInput = {}): string {
  const template = key.slice(key.indexOf(' ') + 1)
  const path = template.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/** Calls an endpoint. Throws `ApiError`, with code `unavailable` where the server cannot be reached. */
export async function call<K extends EndpointKey>(
  key: K,
  ...[input, options]: Args<K>
): Promise<ClientOutput<Endpoints[K]>> {
  const given = (input ?? {}) as AnyInput
  const raw = given.body instanceof Blob
  const response = await fetch(urlOf(key, given), {
    method: key.slice(0, key.indexOf(' ')),
    credentials: 'same-origin',
    headers: {
      'x-veridesk': '1',
      ...(given.body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
    },
    body: raw ? (given.body as Blob) : given.body === undefined ? null : JSON.stringify(given.body),
    ...options,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(unreachable)
  })
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok)
    throw new ApiError(
      type.includes('problem+json') ? ((await response.json()) as Problem) : unreachable,
    )
  if (type === '') return undefined as never
  return (type.includes('json') ? await response.json() : await response.blob()) as never
}
