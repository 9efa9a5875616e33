import type { EndpointKey } from '@veridesk/contract'
import type { AuditAction } from '../../row-values.ts'
import type { TestServer } from '../test-server.ts'

/** One endpoint that changes something, and the row that it must leave (every-mutation.test.ts). */
export interface Step {
  readonly key: EndpointKey
  readonly action: AuditAction
  readonly by: 'account' | 'seat' | 'system'
  /** Brings about what the step needs; its result is the step itself. */
  readonly prepare: () => Promise<() => Promise<unknown>>
  readonly on?: () => TestServer
}
