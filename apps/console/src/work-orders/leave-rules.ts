import { paths } from '../paths.ts'

/**
 * Whether going from an order's page to `pathname` leaves it for good. Its own tabs do not; a call that was
 * answered keeps what was typed beside its picture; the end of the session asks nobody.
 */
export function leaves(orderId: string, pathname: string): boolean {
  const order = paths.workOrder(orderId)
  const stays = [paths.signIn, paths.signedOut, order].includes(pathname)
  return !stays && !pathname.startsWith(`${order}/`) && !pathname.startsWith(paths.call(''))
}
