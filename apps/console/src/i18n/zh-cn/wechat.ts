/** 设置 → 微信小程序, in Simplified Chinese. */
export const wechatWords = {
  wechat: {
    provider: '小程序链接',
    providers: {
      none: '未配置，短信携带普通链接',
      simulated: '模拟（演示）',
      wechat: '微信 URL Link',
    },
    lead: '配置小程序后，工单短信携带微信的 URL Link，客户点开即进入小程序；微信未返回链接时，短信改发普通链接，并写入该工单的处理记录。',
    environment: '小程序由部署环境配置（WECHAT_*，见运维文档），在此只能查看和测试。',
    simulatedHint: '当前为模拟：链接直接打开客户网页，不经过微信。',
    appId: 'AppID',
    path: '打开的页面',
    envVersion: '打开的版本',
    envVersions: { release: '正式版', trial: '体验版', develop: '开发版' },
    template: '携带小程序链接的短信',
    test: '测试',
    testHint: '向微信申请一个不属于任何工单的链接，一小时内有效。',
    worked: {
      simulated: '已得到模拟的链接，打开后客户网页应提示链接无效：',
      wechat: '微信已返回链接。请用手机打开，小程序中应提示链接无效：',
    },
    failed: '微信没有返回可用的链接',
    code: '微信错误码 {{code}}',
    failures: {
      'bad-credentials': '请核对 AppID 与 AppSecret，以及小程序帐号是否被冻结。',
      'address-not-allowed': '请将本服务器的出口地址加入小程序后台的 IP 白名单。',
      'no-permission': '该小程序没有生成 URL Link 的权限：须为企业主体，且未被封禁。',
      'not-published': '请先发布小程序，并核对 WECHAT_PATH 是已发布版本中的页面。',
      limit: '微信的调用次数已达上限，请稍后再试。',
      'other-address': '微信返回的地址与短信模板中的不一致，请按返回的地址重新报备模板。',
      'too-late': '链接的有效期太短。',
      'wechat-down': '微信没有应答或应答无法识别，请检查本服务器到 api.weixin.qq.com 的网络。',
      unknown: '请按错误码查阅微信文档，或查看服务日志。',
    },
  },
}
