/** Speaks to an app in-process as a browser would: cookies, our header, JSON. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { ClientInput, ClientOutput, EndpointKey, Endpoints } from '@veridesk/contract'
import { urlOf } from '@veridesk/contract/api-client'

export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Record<string, string>
  readonly payload?: string | Buffer
}

/** One browser. */
export class TestClient {
  readonly app: FastifyInstance
  readonly cookies = new Map<string, string>()

  constructor(app: FastifyInstance) {
    this.app = app
  }

  /** Any request, with this browser's cookies. */
  async raw(request: RawRequest): Promise<LightMyRequestResponse> {
    const response = await this.app.inject({
      method: request.method as 'GET',
      url: request.url,
      headers: { 'x-veridesk': '1', ...request.headers },
      cookies: Object.fromEntries(this.cookies),
      ...(request.payload === undefined ? {} : { payload: request.payload }),
    })
    for (const cookie of response.cookies)
      if (cookie.value === '') this.cookies.delete(cookie.name)
      else this.cookies.set(cookie.name, cookie.value)
    return response
  }

  /** An endpoint, whatever it answers. `body` may be anything, so that wrong shapes can be sent. */
  async send(
    key: EndpointKey,
    given: {
      params?: Record<string, string>
      query?: Record<string, unknown>
      body?: unknown
      type?: string
    } = {},
  ): Promise<LightMyRequestResponse> {
    const payload = given.body instanceof Buffer ? given.body : JSON.stringify(given.body)
    return this.raw({
      method: key.slice(0, key.indexOf(' ')),
      url: urlOf(key, given),
      ...(given.body === undefined
        ? {}
        : { payload, headers: { 'content-type': given.type ?? 'application/json' } }),
    })
  }

  /** An endpoint that must succeed; answers its typed output. */
  async call<K extends EndpointKey>(
    key: K,
    ...[given]: keyof ClientInput<Endpoints[K]> extends never ? [] : [ClientInput<Endpoints[K]>]
  ): Promise<ClientOutput<Endpoints[K]>> {
    const response = await this.send(key, given as never)
    if (response.statusCode >= 300)
      throw new Error(`${key} answered ${response.statusCode}: ${response.body}`)
    return (response.body === '' ? undefined : response.json()) as never
  }
}

/** The stable code of a refusal. */
export const codeOf = (response: LightMyRequestResponse): string =>
  response.json<{ code: string }>().code
