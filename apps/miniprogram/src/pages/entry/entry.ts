import { phoneOf } from '../../customer-page'
import { keepPhone } from '../../phone-handover'
import { readTexts } from '../../texts'
import type { Texts } from '../../texts'

// Component and not Page: what WeChat itself tells to do where a page is to be tested.
/** 输入手机号 (manual 4.2): the code that follows is asked for by the web page. */
Component({
  data: { texts: {} as Texts, typed: '', wrong: false },
  methods: {
    onLoad() {
      const texts = readTexts()
      this.setData({ texts })
      void wx.setNavigationBarTitle({ title: texts.name })
    },
    onType({ detail }: WechatMiniprogram.Input) {
      this.setData({ typed: detail.value, wrong: false })
    },
    goOn() {
      const phone = phoneOf(this.data.typed)
      if (phone === null) {
        this.setData({ wrong: true })
        return
      }
      keepPhone(phone)
      void wx.navigateTo({ url: '/pages/call/call' })
    },
  },
})
