import { route, type Route } from '../../platform/http/routes.ts'
import { readWechatSettings, tryWechat } from './settings.ts'

export const routes: Route[] = [
  route('GET /api/settings/wechat', async ({ ctx, http }) =>
    readWechatSettings({ ctx, baseUrl: http.baseUrl }),
  ),
  route('POST /api/settings/wechat/test', async ({ ctx, actor, http }) =>
    tryWechat({ ctx, actor, baseUrl: http.baseUrl }),
  ),
]
