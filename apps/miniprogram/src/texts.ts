import { institution } from './institution'

const texts = {
  zh: {
    name: institution.name.zh,
    entryTitle: '请输入您的手机号',
    entryHint: '下一步将向该手机号发送短信验证码。',
    phoneLabel: '手机号',
    phonePlaceholder: '11 位手机号',
    phoneWrong: '请输入正确的 11 位手机号',
    goOn: '下一步',
    linkWrongTitle: '链接无效',
    linkWrong: '请回到短信，重新点击其中的链接；也可以输入手机号办理。',
    enterPhone: '输入手机号',
    failedTitle: '页面打不开',
    failed: '请检查手机网络后重试。',
    retry: '重试',
    callUs: '拨打客服电话',
  },
  en: {
    name: institution.name.en,
    entryTitle: 'Your mobile number',
    entryHint: 'In the next step we send a code to it by SMS.',
    phoneLabel: 'Mobile number',
    phonePlaceholder: '11 digits',
    phoneWrong: 'Please type the 11 digits of a mobile number',
    goOn: 'Next',
    linkWrongTitle: 'This link is not valid',
    linkWrong: 'Please open the link in the message again, or go on with your mobile number.',
    enterPhone: 'Type my mobile number',
    failedTitle: 'The page does not open',
    failed: 'Please check the network of your phone and try again.',
    retry: 'Try again',
    callUs: 'Call us',
  },
} as const

export type Texts = Readonly<Record<keyof (typeof texts)['zh'], string>>

/** Chinese unless the phone's WeChat speaks another language. */
export const readTexts = (): Texts =>
  wx.getAppBaseInfo().language.startsWith('zh') ? texts.zh : texts.en
