/** What the live board shows: in its address, and as the contract asks. */
import { agentStates, type AgentState } from '@veridesk/contract/states'
import { given, readId, readOne, writeAll } from '../lists/address.ts'

export interface BoardFilter {
  readonly groupId?: string
  /** Of agents alone. */
  readonly state?: AgentState
}

export function readBoardFilter(params: URLSearchParams): BoardFilter {
  return given({
    groupId: readId(params, 'group'),
    state: readOne(params, 'state', agentStates),
  })
}

export function writeBoardFilter(filter: BoardFilter): URLSearchParams {
  const params = new URLSearchParams()
  writeAll(params, { group: filter.groupId, state: filter.state })
  return params
}
