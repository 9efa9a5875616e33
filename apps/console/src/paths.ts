/** Every address of the console. */

export const orderTabs = ['info', 'photos', 'records'] as const
export type OrderTab = (typeof orderTabs)[number]

export const settingsParts = [
  'accounts',
  'groups',
  'business-types',
  'queue',
  'calendar',
  'pause-reasons',
  'notice',
  'sms',
  'wechat',
  'institution',
] as const
export type SettingsPart = (typeof settingsParts)[number]

export const paths = {
  signIn: '/sign-in',
  signedOut: '/signed-out',
  workOrders: '/work-orders',
  workOrder: (id: string, tab: OrderTab = 'info') =>
    tab === 'info' ? `/work-orders/${id}` : `/work-orders/${id}/${tab}`,
  /** An order's 处理记录, opened at one call. */
  orderCall: (id: string, callId: string) => `/work-orders/${id}/records?call=${callId}`,
  call: (id: string) => `/calls/${id}`,
  callHistory: '/call-history',
  board: '/board',
  audit: '/audit',
  outbox: '/sms-outbox',
  settingsHome: '/settings',
  settings: (part: SettingsPart) => `/settings/${part}`,
} as const
