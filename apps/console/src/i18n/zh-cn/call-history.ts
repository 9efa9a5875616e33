/** 通话历史, in Simplified Chinese. */
export const callHistoryWords = {
  callHistory: {
    title: '通话历史',
    searchHint: '任务编号',
    empty: '还没有通话。',
    emptyNext: '客户发起视频后，会显示在这里。',
    disposition: { normal: '是', abnormal: '否', unfilled: '未填写' },
    detail: '通话详情',
    endReason: '结束原因',
    recordings: '录像',
  },
} as const
