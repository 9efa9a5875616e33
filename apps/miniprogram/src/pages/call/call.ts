import { addressOfEntry, addressOfLink, linkTokenOf } from '../../customer-page'
import { institution } from '../../institution'
import { keptPhone } from '../../phone-handover'
import { readTexts } from '../../texts'
import type { Texts } from '../../texts'

type State = 'opening' | 'open' | 'failed' | 'no-link'

/** The customer's pages in a web-view (manual 4.1, 4.2): a URL Link's work order, or the entry by phone. */
Component({
  data: {
    texts: {} as Texts,
    supportPhone: institution.supportPhone,
    state: 'opening' as State,
    address: '',
  },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      const texts = readTexts()
      this.setData({ texts })
      void wx.setNavigationBarTitle({ title: texts.name })
      if (query['t'] !== undefined) {
        const token = linkTokenOf(query['t'])
        if (token === null) this.setData({ state: 'no-link' })
        else this.setData({ state: 'open', address: addressOfLink(token) })
        return
      }
      const phone = keptPhone()
      // WeChat may start the app anew on this page, and nothing was typed then.
      if (phone === null) this.enterPhone()
      else this.setData({ state: 'open', address: addressOfEntry(phone) })
    },
    onFailure() {
      this.setData({ state: 'failed' })
    },
    /** A web-view made anew loads anew. */
    retry() {
      this.setData({ state: 'open' })
    },
    enterPhone() {
      void wx.redirectTo({ url: '/pages/entry/entry' })
    },
    telephone() {
      void wx.makePhoneCall({ phoneNumber: institution.supportPhone })
    },
  },
})
