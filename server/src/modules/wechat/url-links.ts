import type { WechatConfig } from '../../config/wechat.ts'
import type { UrlLinks } from './port.ts'
import { createSimulator } from './simulator.ts'
import type { TokenStore } from './token-store.ts'
import { createWeixin } from './weixin/url-links.ts'

/** Who makes URL Links, as WECHAT_PROVIDER says; null: nobody, and links are plain. */
export function createUrlLinks(config: WechatConfig | null, tokens: TokenStore): UrlLinks | null {
  if (config === null) return null
  return config.provider === 'wechat' ? createWeixin(config, tokens) : createSimulator()
}
