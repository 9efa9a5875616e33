/** The institution, by the product's own code: 8 business types of 5 items, 20 groups, 200 agents. */
import type { AppContext } from '../../../server/src/context.ts'
import { system } from '../../../server/src/actor.ts'
import { addAccount } from '../../../server/src/modules/accounts/create.ts'
import { hashPassword } from '../../../server/src/modules/accounts/password.ts'
import { createBusinessType } from '../../../server/src/modules/business-types/service.ts'
import { createGroup } from '../../../server/src/modules/groups/service.ts'

export const password = 'password of the bench'
const typeNames = ['保全', '理赔', '新契约', '回访', '续期', '投诉', '贷款', '退保']
const itemsOfType = 5
const groupCount = 20
const agentCount = 200
const administratorCount = 10

export interface Institution {
  readonly administrators: readonly Member[]
  readonly agents: readonly Member[]
  /** In the order of how often they occur. */
  readonly items: readonly Item[]
}

export interface Member {
  readonly id: string
  readonly username: string
}

interface Item {
  readonly id: string
  /** The agents who serve it. */
  readonly agentIds: readonly string[]
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Makes it. Two items a group, ten agents a group; administrators may read the audit log. */
export async function foundInstitution({ db }: Pick<AppContext, 'db'>): Promise<Institution> {
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (tx) => {
    const member = async (username: string, role: 'agent' | 'admin'): Promise<Member> => {
      const grants = role === 'admin' ? (['audit'] as const) : []
      const account = { username, name: `客服${username}`, passwordHash, role, grants }
      return { id: await addAccount(tx, account, system), username }
    }
    const administrators: Member[] = []
    for (const n of numbers(administratorCount))
      administrators.push(await member(`admin${n}`, 'admin'))
    const agents: Member[] = []
    for (const n of numbers(agentCount)) agents.push(await member(`agent${n}`, 'agent'))
    const itemIds: string[] = []
    for (const [position, name] of typeNames.entries()) {
      const items = numbers(itemsOfType).map((n) => `${name}事项${n + 1}`)
      itemIds.push(
        ...(await createBusinessType(tx, { name, claim: name === '理赔', position, items })),
      )
    }
    const items: Item[] = []
    for (const group of numbers(groupCount)) {
      const served = itemIds.filter((_, place) => Math.floor(place / 2) === group)
      const memberIds = agents.filter((_, n) => n % groupCount === group).map(({ id }) => id)
      await createGroup(tx, { name: `第${group + 1}组`, itemIds: served, memberIds })
      items.push(...served.map((id) => ({ id, agentIds: memberIds })))
    }
    return { administrators, agents, items }
  })
}

/** The ten agents of a group, 0 the one whose items occur most often. */
export const agentsOfGroup = ({ agents }: Institution, group: number): Member[] =>
  agents.filter((_, n) => n % groupCount === group)
