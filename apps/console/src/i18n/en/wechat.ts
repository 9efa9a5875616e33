import type { wechatWords as zh } from '../zh-cn/wechat.ts'

/** Settings → WeChat mini program, in English. */
export const wechatWords: typeof zh = {
  wechat: {
    provider: 'Links into the mini program',
    providers: {
      none: 'Not configured: messages carry plain links',
      simulated: 'Simulated (demo)',
      wechat: 'URL Links of WeChat',
    },
    lead: "With a mini program the message of a work order carries a URL Link of WeChat, which opens it. Where WeChat gives none, the message carries the plain link, and the order's record says so.",
    environment:
      'The mini program is set by the installation (WECHAT_*, docs/operations.md); here it is only shown and tried.',
    simulatedHint: "Simulated: links open the customer's page itself, without WeChat.",
    appId: 'AppID',
    path: 'Page it opens',
    envVersion: 'Version it opens',
    envVersions: { release: 'Published', trial: 'Trial', develop: 'Development' },
    template: 'Message with a link into the mini program',
    test: 'Test',
    testHint: 'Asks WeChat for a link of no work order, good for an hour.',
    worked: {
      simulated:
        "A simulated link was made. Opened, the customer's page should say that it is not valid:",
      wechat:
        'WeChat gave a link. Open it on a phone: in the mini program it should say that it is not valid:',
    },
    failed: 'WeChat gave no link of use',
    code: "WeChat's code {{code}}",
    failures: {
      'bad-credentials': 'Check AppID and AppSecret, and that the account is not frozen.',
      'address-not-allowed':
        "Put this server's outgoing address on the IP list (IP 白名单) of the mini program.",
      'no-permission':
        'This mini program may make no URL Links: it must belong to an enterprise and not be banned.',
      'not-published':
        'Publish the mini program first, and check that WECHAT_PATH is a page of what is published.',
      limit: 'WeChat allows no more requests for now: try again later.',
      'other-address':
        "WeChat's links have another address than the approved template: have it approved with that address.",
      'too-late': 'The link is good for too short a time.',
      'wechat-down':
        'No answer that can be read: check the way from this server to api.weixin.qq.com.',
      unknown: "Look the code up in WeChat's documentation, or see the log.",
    },
  },
}
