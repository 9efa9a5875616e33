/** Every error code there is, with its HTTP status and its sentences. No zod in here: the customer's page imports it. */

interface ErrorText {
  /** What happened, one sentence. */
  readonly title: string
  /** What to do next, one sentence. */
  readonly next: string
}

interface ErrorEntry {
  readonly status: number
  readonly zh: ErrorText
  readonly en: ErrorText
}

const entry = (
  status: number,
  zhTitle: string,
  zhNext: string,
  enTitle: string,
  enNext: string,
): ErrorEntry => ({
  status,
  zh: { title: zhTitle, next: zhNext },
  en: { title: enTitle, next: enNext },
})

export const errors = {
  // the edge
  invalid_json: entry(
    400,
    '请求内容不是有效的 JSON。',
    '请检查后重试。',
    'The body is not valid JSON.',
    'Correct it and try again.',
  ),
  invalid_input: entry(
    400,
    '填写的内容有误。',
    '请按提示修改后重新提交。',
    'Some of the input is wrong.',
    'Correct the marked fields and submit again.',
  ),
  unsupported_media_type: entry(
    415,
    '不支持的内容类型。',
    '请换一种格式。',
    'This content type is not supported.',
    'Use another format.',
  ),
  body_too_large: entry(
    413,
    '提交的内容过大。',
    '请减小后重试。',
    'The body is too large.',
    'Make it smaller and try again.',
  ),
  too_many_requests: entry(
    429,
    '操作太频繁。',
    '请稍候再试。',
    'Too many requests.',
    'Wait a moment and try again.',
  ),
  not_found: entry(
    404,
    '没有找到该内容。',
    '它可能已被删除，请返回列表。',
    'This was not found.',
    'It may be gone; go back to the list.',
  ),
  forbidden: entry(
    403,
    '您没有权限进行此操作。',
    '如有需要请联系管理员。',
    'You are not allowed to do this.',
    'Ask an administrator if you need it.',
  ),
  origin_refused: entry(
    403,
    '请求来源不被接受。',
    '请从本系统的页面操作。',
    'The origin of this request is not accepted.',
    "Use this system's own pages.",
  ),
  internal: entry(
    500,
    '系统出了问题，操作没有生效。',
    '请重试；若仍失败请联系管理员。',
    'Something went wrong here; nothing was changed.',
    'Try again; if it persists, tell an administrator.',
  ),
  unavailable: entry(
    503,
    '系统暂时不可用。',
    '请几秒后重试。',
    'The system is not available right now.',
    'Try again in a few seconds.',
  ),
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
  call_in_progress: entry(
    409,
    '您正在通话中。',
    '请先结束通话。',
    'You are in a call.',
    'End the call first.',
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
  stale_version: entry(
    409,
    '内容已被他人修改。',
    '请刷新后再改。',
    'Somebody else changed this meanwhile.',
    'Refresh and edit again.',
  ),
  sms_cooling_down: entry(
    429,
    '短信刚刚发送过。',
    '请 60 秒后再发。',
    'A message was sent just now.',
    'Wait 60 seconds and send again.',
  ),
  // the customer's link
  link_invalid: entry(
    404,
    '链接无效。',
    '请使用短信中的完整链接，或致电我们。',
    'This link is not valid.',
    'Use the whole link from the message, or call us.',
  ),
  link_expired: entry(
    410,
    '链接已过期。',
    '请致电我们重新发送短信。',
    'This link has expired.',
    'Call us for a new message.',
  ),
  link_order_closed: entry(
    410,
    '该业务已办结或已撤销，无需再进行视频。',
    '如有疑问请致电我们。',
    'This matter is closed; no call is needed.',
    'Call us if you have a question.',
  ),
  link_other_device: entry(
    409,
    '该链接已在另一台设备上使用。',
    '请用短信验证码在此设备继续。',
    'This link is in use on another device.',
    'Go on here with a code by SMS.',
  ),
  no_seat: entry(
    401,
    '页面已失效。',
    '请重新打开短信中的链接。',
    'This page is no longer valid.',
    'Open the link in the message again.',
  ),
  wrong_code: entry(
    403,
    '验证码不正确或已失效。',
    '请核对，或重新获取验证码。',
    'The code is wrong or no longer valid.',
    'Check it or ask for a new one.',
  ),
  consent_missing: entry(
    409,
    '尚未同意录音录像告知。',
    '请先阅读并同意。',
    'You have not agreed to the recording yet.',
    'Read the notice and agree first.',
  ),
  // calls
  call_exists: entry(
    409,
    '该业务已有进行中的视频。',
    '请回到原页面继续。',
    'This matter already has a live call.',
    'Go back to the page that has it.',
  ),
  call_not_ringing: entry(
    409,
    '该来电已不再等待接听。',
    '请等待下一通来电。',
    'This call no longer rings for you.',
    'Wait for the next one.',
  ),
  call_ended: entry(409, '通话已结束。', '请返回。', 'The call has ended.', 'Go back.'),
  call_not_active: entry(
    409,
    '通话尚未接通。',
    '请等待接通。',
    'The call is not connected yet.',
    'Wait until it is answered.',
  ),
  not_your_call: entry(403, '这不是您的通话。', '请返回。', 'This is not your call.', 'Go back.'),
  disposition_filled: entry(
    409,
    '该通话已填写通话状态。',
    '无需再次填写。',
    'The disposition was filled in already.',
    'Nothing more to do.',
  ),
  bad_sdp: entry(
    400,
    '媒体协商内容无效。',
    '请刷新页面重试。',
    'The media description is not valid.',
    'Reload the page and try again.',
  ),
  leg_gone: entry(
    409,
    '该媒体连接已被替换或关闭。',
    '页面将自动重连。',
    'This media connection was replaced or closed.',
    'The page reconnects by itself.',
  ),
  media_unavailable: entry(
    503,
    '视频服务暂时不可用。',
    '正在自动重试，请稍候。',
    'Video is not available right now.',
    'It is retried by itself; please wait.',
  ),
  // photos and recordings
  not_an_image: entry(
    400,
    '上传的内容不是可识别的图片。',
    '请使用 JPEG、PNG 或 WebP。',
    'This is not an image we can read.',
    'Use JPEG, PNG or WebP.',
  ),
  photo_too_large: entry(
    413,
    '照片超过 15 MB。',
    '请降低分辨率后重拍。',
    'The photo is larger than 15 MB.',
    'Take it again at a lower resolution.',
  ),
  photo_exists: entry(
    409,
    '该照片编号已被另一张照片使用。',
    '请重新拍摄。',
    'This photo id is taken by another photo.',
    'Take the photo again.',
  ),
  too_many_photos: entry(
    409,
    '本次通话的照片已达上限。',
    '如需更多照片，请结束后重新发起视频。',
    'This call has as many photos as it may have.',
    'For more, end it and start another call.',
  ),
  recording_empty: entry(
    404,
    '该录制没有画面和声音。',
    '请在通话记录中查看原因。',
    'This recording has neither picture nor sound.',
    'See the reason in the call record.',
  ),
  recording_open: entry(
    409,
    '录制仍在进行。',
    '请在通话结束后查看。',
    'The recording is still being written.',
    'Open it after the call.',
  ),
  // the socket
  bad_message: entry(
    400,
    '消息格式有误。',
    '请刷新页面。',
    'The message is malformed.',
    'Reload the page.',
  ),
  topic_refused: entry(
    403,
    '不能订阅该内容。',
    '请刷新页面。',
    'You may not follow this topic.',
    'Reload the page.',
  ),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

/** RFC 9457 problem details as every endpoint answers them (`application/problem+json`). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  /** What to do next, in the reader's language. */
  readonly detail: string
  /** Which fields are wrong, for `invalid_input`. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
}
