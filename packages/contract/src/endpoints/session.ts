/** Signing in and the own state. */
import type { EndpointTable } from '../endpoint.ts'
import { me, changeState, setUp, signIn } from '../accounts.ts'

export const sessionEndpoints = {
  'POST /api/sessions': {
    permission: 'public',
    summary: 'Sign in',
    body: signIn,
    output: me,
    // An office of 200 agents behind one address signs in within minutes, some of them twice.
    ratePerMinute: 300,
    errors: ['wrong_credentials', 'locked_out', 'account_disabled', 'session_exists'],
  },
  'POST /api/setup': {
    permission: 'public',
    summary: 'Make the first administrator of an empty installation',
    body: setUp,
    output: null,
    ratePerMinute: 10,
    errors: ['setup_done'],
  },
  'DELETE /api/sessions/current': {
    permission: 'session.own',
    summary: 'Sign out',
    output: null,
    errors: ['call_in_progress'],
  },
  'GET /api/me': { permission: 'session.own', summary: 'The own snapshot', output: me },
  'PUT /api/me/state': {
    permission: 'agentState.change',
    summary: 'Change the own agent state by hand',
    body: changeState,
    output: me,
    errors: ['state_not_by_hand', 'disposition_missing', 'unknown_pause_reason'],
  },
} as const satisfies EndpointTable
