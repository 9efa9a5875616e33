/** What an endpoint declares (law 1): this object feeds the server, the typed clients and OpenAPI. */
import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

export interface EndpointSpec {
  readonly permission: Permission
  /** One line for the API pages. */
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** A zod schema, or the accepted media types of a raw body. */
  readonly body?: z.ZodType | { readonly raw: readonly string[] }
  /** Null: 204. `binary`: a file. */
  readonly output: z.ZodType | null | 'binary'
  readonly status?: 200 | 201 | 202 | 204
  /** Bytes; 64 KiB unless said. */
  readonly bodyLimit?: number
  /** Requests per minute and address or session; 600 unless said. */
  readonly ratePerMinute?: number
  /** Asked by a carrier's machine, which knows no header of ours; such an endpoint takes no cookie. */
  readonly machine?: true
  /** Codes besides those that every endpoint may answer. */
  readonly errors?: readonly ErrorCode[]
}

/** `'POST /api/work-orders'` → spec. */
export type EndpointTable = Readonly<
  Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, EndpointSpec>
>

type Infer<T, Fallback> = T extends z.ZodType ? z.output<T> : Fallback
type Accept<T, Fallback> = T extends z.ZodType ? z.input<T> : Fallback

type Part<S, K extends 'params' | 'query' | 'body'> = S extends Record<K, infer T> ? T : undefined

/** What a handler receives. */
export interface ParsedInput<S extends EndpointSpec> {
  readonly params: Infer<Part<S, 'params'>, undefined>
  readonly query: Infer<Part<S, 'query'>, undefined>
  readonly body: Part<S, 'body'> extends { raw: readonly string[] }
    ? Uint8Array
    : Infer<Part<S, 'body'>, undefined>
}

/** In brackets: a body that is a union stays one field. */
type Given<K extends string, T> = [T] extends [undefined] ? unknown : { readonly [P in K]: T }

/** What a client must give. */
export type ClientInput<S extends EndpointSpec> = Given<
  'params',
  Accept<Part<S, 'params'>, undefined>
> &
  Given<'query', Accept<Part<S, 'query'>, undefined>> &
  Given<
    'body',
    Part<S, 'body'> extends { raw: readonly string[] } ? Blob : Accept<Part<S, 'body'>, undefined>
  >

/** What a client receives. */
export type ClientOutput<S extends EndpointSpec> = S['output'] extends 'binary'
  ? Blob
  : Infer<S['output'], undefined>
