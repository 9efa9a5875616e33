import { createHmac } from 'node:crypto'
import type { CallMedia } from '@veridesk/contract/calls'
import type { Config } from '../../config/config.ts'

const hour = 3_600_000
const validHours = 12

/**
 * RTCIceServer[] for one participant's browser. TURN credentials are made for it by coturn's REST
 * scheme: `expiry:name` and its HMAC-SHA1 under the shared secret. The expiry falls on a whole hour, so
 * that two snapshots of a call are alike.
 */
export function iceServersFor(
  turn: Config['turn'],
  participantId: string,
  now: Date,
): CallMedia['iceServers'] {
  const stun = turn.urls.filter((url) => url.startsWith('stun'))
  const relays = turn.urls.filter((url) => url.startsWith('turn'))
  const servers: CallMedia['iceServers'] = stun.length > 0 ? [{ urls: stun }] : []
  if (relays.length === 0 || turn.secret === null) return servers
  const expiry = ((Math.floor(now.getTime() / hour) + validHours) * hour) / 1_000
  const username = `${expiry}:${participantId}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return [...servers, { urls: relays, username, credential }]
}
