/** The impaired link as a process of its own, so that its timing does not depend on the bench. */
import {
  AccessLink,
  type Address,
  type Impairment,
} from '@veridesk/call-client/testing/access-link'

export type LinkRequest = { id: number } & (
  | { verb: 'open'; target: Address }
  | { verb: 'impair'; impairment: Impairment }
)
/** `port` answers `open`. */
export interface LinkReply {
  id: number
  port: number
}

const link = new AccessLink(Number(process.argv[2]))

process.on('message', async (request: LinkRequest) => {
  let port = 0
  if (request.verb === 'open') port = await link.open(request.target)
  else for (const way of ['up', 'down'] as const) link.impair(way, request.impairment)
  process.send?.({ id: request.id, port } satisfies LinkReply)
})
process.on('disconnect', () => process.exit())
