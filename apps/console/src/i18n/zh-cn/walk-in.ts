/** A call without an order: 新建工单 and 关联工单 in it, in Simplified Chinese. */
export const walkInWords = {
  walkIn: {
    title: '该客户凭手机号进入，尚无工单',
    hint: '新建或关联工单后，本次通话的照片、录制和记录随之归入该工单。',
    phone: '来电号码 {{phone}}',
    create: '新建工单',
    createHint: '客户已在通话中，不再发送短信。',
    ownPhone: '留空则为来电号码 {{phone}}',
    link: '关联工单',
    taskNumber: '任务编号',
    taskNumberHint: '输入任务编号，或按案件号、姓名、手机号查找后选择',
    taskNumberMissing: '请输入任务编号（数字）',
    given: '已归入工单 {{taskNumber}}',
    hangUpAsk: '本次通话尚无工单，确定挂断吗？',
    hangUpHint: '挂断后仍可在本页面新建或关联工单。',
    later: '通话已结束，尚无工单',
  },
}
