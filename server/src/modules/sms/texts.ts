/** What customers read. The institution's name in 【】 is the signature that carriers in China ask for. */

interface Sender {
  readonly institutionName: string
  readonly supportPhone: string
}

/** Manual 3.4, 4.1: leads into the video session. */
export const linkText = (
  { institutionName, supportPhone }: Sender,
  given: { businessType: string; businessItem: string; url: string; hours: number },
): string =>
  `【${institutionName}】您的${given.businessType}（${given.businessItem}）业务需要视频办理，` +
  `请点击 ${given.url} 进入，${given.hours} 小时内有效，请勿转发。如有疑问请致电 ${supportPhone}。`

/** For a second device in front of the same link. */
export const codeText = (
  { institutionName }: Sender,
  given: { code: string; minutes: number },
): string =>
  `【${institutionName}】验证码 ${given.code}，${given.minutes} 分钟内有效，` +
  `用于在另一台设备上继续视频办理。如非本人操作请忽略，切勿告知他人。`
