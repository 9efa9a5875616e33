/** What only people at the console are told. */
import { entry, type ErrorTable } from './entry.ts'

export const consoleErrors = {
  // signing in
  not_signed_in: entry(
    401,
    '您尚未登录，或登录已失效。',
    '请重新登录。',
    'You are not signed in, or your session has ended.',
    'Sign in again.',
  ),
  wrong_credentials: entry(
    401,
    '账号或密码不正确。',
    '请核对后重试。',
    'The account or password is wrong.',
    'Check both and try again.',
  ),
  locked_out: entry(
    429,
    '失败次数过多，账号暂时锁定。',
    '请 15 分钟后再试，或联系管理员。',
    'Too many failures; the account is locked for now.',
    'Try again in 15 minutes or ask an administrator.',
  ),
  account_disabled: entry(
    403,
    '该账号已被禁用。',
    '请联系管理员。',
    'This account is disabled.',
    'Ask an administrator.',
  ),
  session_exists: entry(
    409,
    '该账号已在别处登录。',
    '继续登录将使另一处退出。',
    'This account is signed in elsewhere.',
    'Going on signs the other place out.',
  ),
  session_replaced: entry(
    401,
    '该账号已在别处登录，此处已退出。',
    '如非本人操作请修改密码。',
    'This account was signed in elsewhere; this place is signed out.',
    'If that was not you, change the password.',
  ),
  setup_done: entry(
    410,
    '该设置地址已失效。',
    '请直接登录，或重启服务以获取新的设置地址。',
    'This setup address is no longer valid.',
    'Sign in, or restart the service for a new one.',
  ),
  // agent state
  state_not_by_hand: entry(
    409,
    '当前状态不能手动修改。',
    '忙碌状态会在通话结束后自动变更。',
    'This state cannot be changed by hand.',
    'Busy changes by itself when the call ends.',
  ),
  disposition_missing: entry(
    409,
    '上一通话尚未填写通话状态。',
    '请先填写通话状态再变更。',
    'The last call has no disposition yet.',
    'Fill in the disposition first.',
  ),
  // work orders
  unknown_business_item: entry(
    400,
    '所选业务类型和项目不存在。',
    '请重新选择。',
    'This business type and item do not exist.',
    'Choose again.',
  ),
  order_closed: entry(
    409,
    '该工单已处理或已撤销。',
    '如需办理请新建工单。',
    'This work order is completed or revoked.',
    'Create a new work order if needed.',
  ),
  order_in_call: entry(
    409,
    '该工单正在通话中。',
    '请先结束通话。',
    'This work order is in a call.',
    'End the call first.',
  ),
  sms_cooling_down: entry(
    429,
    '短信刚刚发送过。',
    '请 60 秒后再发。',
    'A message was sent just now.',
    'Wait 60 seconds and send again.',
  ),
} as const satisfies ErrorTable
