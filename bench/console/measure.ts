/** Every case, one request at a time: the product and the query by hand in turns, on both sizes. */
import type { Browser } from './browser.ts'
import { signedIn } from './browser.ts'
import type { Asker, Case } from './cases/case.ts'
import { agentsOfGroup, type Member } from './data/institution.ts'
import type { Stage } from './stage.ts'

/** Milliseconds. */
export interface Times {
  readonly product: readonly number[]
  readonly byHand: readonly number[]
}

interface Person extends Member {
  readonly browser: Browser
}
export type People = Readonly<Record<Asker, readonly Person[]>>
export interface StagedPeople {
  readonly stage: Stage
  readonly people: People
}

const typicalGroup = 5
const warmUps = 2

/** Ten of each kind: nobody may ask more than 600 times a minute. */
export async function signPeopleIn({ institution, port }: Stage): Promise<People> {
  const all = async (members: readonly Member[]): Promise<Person[]> => {
    const people: Person[] = []
    for (const member of members)
      people.push({ ...member, browser: await signedIn(port, member.username) })
    return people
  }
  return {
    administrator: await all(institution.administrators),
    agent: await all(agentsOfGroup(institution, typicalGroup)),
    'busy agent': await all(agentsOfGroup(institution, 0)),
  }
}

const taken = <T>(from: readonly T[], turn: number): T => {
  const found = from[turn % from.length]
  if (found === undefined) throw new Error('nothing to take from')
  return found
}

/** Asks both ways, by turns the one or the other first. Throws where they do not find the same. */
async function askOnce(stage: Stage, people: People, one: Case, turn: number) {
  const person = taken(people[one.as], turn)
  const { query, sql, values } = one.ask(taken(stage.samples, turn), person.id)
  const search = new URLSearchParams(query).toString()
  const viaProduct = () => person.browser.get(`${one.path}${search ? `?${search}` : ''}`)
  const byHand = async () => {
    const began = performance.now()
    const { rows } = await stage.client.query(sql, [...values])
    return { rows, ms: performance.now() - began }
  }
  const first = turn % 2 === 0 ? await viaProduct() : null
  const found = await byHand()
  const answer = first ?? (await viaProduct())
  const [seen, expected] = [
    one.same.answer(JSON.parse(answer.body) as never),
    one.same.rows(found.rows as never),
  ].map((result) => JSON.stringify(result))
  if (seen !== expected)
    throw new Error(`${one.name}: the product found ${seen}, the query by hand ${expected}`)
  return { product: answer.ms, byHand: found.ms }
}

/** @returns the times on each stage, in their order */
export async function measureCase(
  stages: readonly StagedPeople[],
  one: Case,
  requests: number,
): Promise<Times[]> {
  const times = stages.map(() => ({ product: [] as number[], byHand: [] as number[] }))
  for (let turn = 0; turn < warmUps + requests; turn += 1)
    for (const [place, { stage, people }] of stages.entries()) {
      const { product, byHand } = await askOnce(stage, people, one, turn)
      if (turn < warmUps) continue
      times[place]?.product.push(product)
      times[place]?.byHand.push(byHand)
    }
  return times
}
