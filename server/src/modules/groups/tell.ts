import type { Tx } from '../../database.ts'
import { notifyAll } from '../../platform/realtime/bus.ts'

/** Who serves what has changed: routing looks again, and so does whoever sees other orders or waiting calls now. */
export const tellGroups = (tx: Tx): Promise<void> =>
  notifyAll(
    tx,
    ['groups', 'accounts', 'work-orders', 'queue', 'routing'].map((topic) => ({
      topic,
      version: 0,
    })),
  )
