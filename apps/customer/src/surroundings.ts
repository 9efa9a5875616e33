import type { MediaProblem } from '@veridesk/call-client'

/** What the page runs in: WeChat's own browser, the web-view of a mini program there, or any other browser. */
export type Surroundings = 'wechat' | 'mini-program' | 'browser'

/**
 * By the user agent; `environment` is `window.__wxjs_environment`, which WeChat sets in web-views of mini programs
 * and which older versions, without `miniProgram` in their user agent, bring later than the page's code.
 */
export function surroundingsOf(userAgent: string, environment?: string): Surroundings {
  if (!/MicroMessenger\//i.test(userAgent)) return 'browser'
  return /miniProgram/i.test(userAgent) || environment === 'miniprogram' ? 'mini-program' : 'wechat'
}

/** Of this page, now. */
export function surroundings(): Surroundings {
  const { __wxjs_environment: environment } = window as { __wxjs_environment?: string }
  return surroundingsOf(navigator.userAgent, environment)
}

/**
 * Whether another browser may do what this one does not: an old in-app browser has no camera at all, and WeChat
 * may hold one back that the phone's own browser gives.
 */
export function mayWorkElsewhere(problem: MediaProblem | 'lost', where: Surroundings): boolean {
  if (problem === 'unsupported') return true
  return where !== 'browser' && (problem === 'denied' || problem === 'unknown')
}
