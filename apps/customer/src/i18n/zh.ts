/** Every sentence of the customer's page; `en.ts` has the same keys. Errors of the server are in the contract. */
export const zh = {
  pageTitle: '视频办理',
  language: 'English',
  largeType: '大字',
  loading: '正在打开…',
  call: '致电',
  retry: '重试',
  close: '关闭',
  back: '返回',

  arriveLead: '客服将通过视频为您办理：',
  arriveTime: '大约需要 10 分钟',
  arriveCard: '请准备好本人身份证',
  arrivePlace: '请在安静、光线好、网络稳定的地方',
  arriveNotice: '录音录像告知',
  arriveConsented: '您已同意录音录像告知',
  arriveAgree: '同意并继续',
  arriveGoOn: '继续',
  arriveDecline: '不同意可致电办理',
  arriveOther: '选择其他业务',

  checkTitle: '检查摄像头和麦克风',
  checkPicture: '您的画面',
  checkSound: '麦克风音量',
  checkSoundHint: '说一句话，横条会随声音变化',
  checkSilent: '没有听到声音，请对着手机说句话，并检查麦克风有没有被遮住。',
  checkGood: '画面和声音正常',
  checkStarting: '正在打开摄像头和麦克风，请点按“允许”',
  checkAgain: '重新检查',
  checkQueue: '开始排队',

  waitAhead: (count: number) => `前面还有 ${count} 位`,
  waitNext: '您是下一位',
  waitRinging: '正在为您接通',
  waitRingingHint: '客服马上就到，请面向屏幕',
  waited: (time: string) => `已等待 ${time}`,
  waitLong: '等待时间较长，您可以继续等待，或致电我们。',
  waitEstimate: (from: number, to: number) =>
    from === 0
      ? `预计 ${to} 分钟以内`
      : from === to
        ? `预计还需约 ${to} 分钟`
        : `预计还需约 ${from}–${to} 分钟`,
  waitKept: '您的排队位置已保留',
  waitKeepOpen: '请不要锁屏，也不要离开本页面',
  waitBackground: (seconds: number) =>
    `切到后台或锁屏超过 ${seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`}会失去排队位置`,
  waitReady: '摄像头和麦克风已就绪',
  waitCancel: '取消排队',
  waitCancelAsk: '要取消排队吗？',
  waitCancelHint: '取消后再来需要重新排队。',
  waitCancelYes: '确定取消',
  waitCancelNo: '继续等待',
  offline: '网络中断，正在重连',

  callAgent: '客服',
  callCamera: '摄像头',
  callPhoto: '拍照',
  callFlip: '翻转',
  callEnd: '结束',
  callRecording: '录制中',
  callDuration: '通话时长',
  callQualityGood: '网络良好',
  callQualityFair: '网络一般',
  callQualityPoor: '网络较差',
  callConnecting: '正在连接画面和声音',
  callAgentGone: '坐席网络中断，正在重连',
  callReconnecting: (seconds: number) => `网络不稳定，正在重连 ${seconds} 秒`,
  callAgentNoCamera: '坐席未开启摄像头，可正常通话',
  callOwnCameraOff: '摄像头已关闭',
  callSoundOn: '点按以打开声音',
  callRemotePicture: '客服的画面',
  callMoveOwn: '移动自己的画面',
  callEndAsk: '要结束通话吗？',
  callEndHint: '结束后如需继续办理，需要重新排队。',
  callEndYes: '确定结束',
  callEndNo: '继续通话',

  photoTaking: '正在拍照，请保持不动',
  photoPreview: '照片预览',
  photoAgain: '重拍',
  photoUse: '使用',
  photoSending: (percent: number) => `正在上传 ${percent}%`,
  photoRetrying: '网络不稳定，正在重新上传',
  photoSent: '照片已发送给客服',
  photoCameraOff: '请先打开摄像头',
  photoFailed: '没有拍到照片，请重拍。',

  endDone: '通话已结束',
  endNotDone: '排队已结束',
  endBusiness: '办理业务',
  endNextTitle: '接下来',
  endNextTalked: '客服会继续处理您的业务，如有需要会再联系您。',
  endNextAgain: '您可以重新排队，或致电我们。',
  endNextBroken: '您可以重新排队继续办理。',
  endClosed: '该业务已办结或已撤销，无需再次视频。',
  endAgain: '重新排队',

  phoneTitle: '手机号验证',
  phoneHint: '验证手机号后即可视频办理业务。',
  phoneLabel: '手机号',
  phoneWrong: '请输入 11 位手机号',
  phoneGoOn: '下一步',

  chooseOrder: '请选择要办理的业务',
  chooseType: '请选择业务类型',
  choosePhone: (phone: string) => `已验证手机号 ${phone}`,
  chooseOtherPhone: '换一个号码',
  chooseTask: (number: string) => `任务编号 ${number}`,
  chooseOther: '办理其他业务',

  closedUntil: '下次开放时间',
  closedStay: '开放后本页面会自动继续。',
  fullStay: '有空位时本页面会自动继续。',

  copyLink: '复制链接',
  copied: '链接已复制，请打开手机浏览器，粘贴到地址栏访问。',
  notCopied: '无法自动复制，请长按下面的链接复制：',
  elsewhere: {
    wechat: '换浏览器：点右上角“···”，选择“在浏览器打开”；或复制链接，用手机浏览器打开。',
    'mini-program': '换浏览器：复制链接，用手机浏览器打开。',
    browser: '换浏览器：复制链接，用手机自带的浏览器或微信打开。',
  },

  codeTitle: '请用短信验证码在此设备继续',
  codeHint: '该链接已在另一台设备上使用。验证码将发送到办理业务时预留的手机号。',
  codeGet: '获取验证码',
  codeWait: (seconds: number) =>
    seconds <= 120 ? `${seconds} 秒后可重新获取` : `${Math.ceil(seconds / 60)} 分钟后可重新获取`,
  codeSent: '验证码已发送，请查收短信',
  codeLabel: '6 位验证码',
  codeConfirm: '确定',

  reopen: '重新加载',
  enterByPhone: '用手机号办理',
  useHere: '在此设备继续',
  usePage: '在此页面继续',

  endReasons: {
    cancelled: '您已取消排队。',
    abandoned: '页面离开时间过长，排队已取消。',
    'timed-out': '等待时间过长，本次排队已结束。',
    refused: '该业务已办结或已撤销，本次排队已结束。',
    'agent-hung-up': '客服已结束本次通话。',
    'customer-ended': '您已结束本次通话。',
    'customer-lost': '您的网络中断，通话已结束。',
    'agent-lost': '坐席网络中断，通话已结束。',
    'media-lost': '视频服务中断，通话已结束。',
    'force-ended': '管理员已结束本次通话。',
    'force-requeued': '正在为您重新安排客服，排队位置已保留。',
  },

  devices: { camera: '摄像头', microphone: '麦克风', both: '摄像头或麦克风' },

  media: {
    denied: (device: string) => `${device}未获允许，请在手机的应用权限或浏览器设置中允许后重试。`,
    'not-found': (device: string) => `没有找到${device}，请接好或换一台设备后重试。`,
    'in-use': (device: string) => `${device}正被其他应用占用，请关闭其他应用后重试。`,
    overconstrained: (device: string) => `${device}不适用于视频通话，请换一台设备打开链接。`,
    insecure: () => '此页面不是安全连接，无法使用摄像头，请从短信中的链接打开。',
    unsupported: () => '此浏览器不支持视频通话，请升级微信，或换一个浏览器打开链接。',
    unknown: (device: string) => `${device}无法打开，请关闭此页面后重新打开短信中的链接。`,
    lost: (device: string) => `${device}已断开，请点按重新检查。`,
  },

  refusals: {
    other_page: '视频已在本机的另一个页面打开，此页面已停用。',
    displaced: '该链接已在另一台设备上使用，此页面已停用。',
  },
}

type Same<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Same<T[K]>
}

/** What a language must bring: the same keys, the same parameters. */
export type Texts = Same<typeof zh>
