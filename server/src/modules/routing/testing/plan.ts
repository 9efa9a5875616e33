import { familiarWait, groupRing, wrapUp } from './durations.ts'
import type { Plan } from './plain-model.ts'

const plain = { random: false, familiarWait: 0 }

/** One of every kind: five agents in three groups that overlap, items of every assignment, nine callers. */
export const plan: Plan = {
  agents: 5,
  items: [plain, plain, { random: false, familiarWait }, { random: true, familiarWait: 0 }],
  groups: [
    { items: [0, 1], members: [0, 1], ring: groupRing, wrapUp, queueLimit: null, overflow: 2 },
    {
      items: [1, 2, 3],
      members: [1, 2, 3],
      ring: null,
      wrapUp: null,
      queueLimit: null,
      overflow: null,
    },
    { items: [2, 3], members: [3, 4], ring: null, wrapUp: null, queueLimit: 3, overflow: 1 },
  ],
  orders: [
    { item: 0, priority: false, creator: 1 },
    { item: 0, priority: false, creator: null },
    { item: 0, priority: true, creator: null },
    { item: 1, priority: false, creator: 3 },
    { item: 1, priority: false, creator: null },
    { item: 2, priority: false, creator: 2 },
    { item: 2, priority: true, creator: 4 },
    { item: 3, priority: false, creator: 1 },
    { item: 3, priority: false, creator: null },
  ],
}
