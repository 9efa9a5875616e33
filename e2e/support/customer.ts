/** What a customer does on the phone. */
import type { Page } from 'playwright-core'

/** Opens the link, agrees, passes the check and queues. */
export async function queueUp(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: '同意并继续' }).click()
  await page.getByRole('button', { name: '开始排队' }).click()
  await page
    .getByRole('button', { name: '取消排队' })
    .or(page.getByText('正在为您接通'))
    .first()
    .waitFor()
}

/** 拍照 and 使用. */
export async function takePhoto(page: Page): Promise<void> {
  await page.getByRole('button', { name: '拍照' }).click()
  await page.getByRole('button', { name: '使用' }).click()
  await page.getByText('照片已发送给客服').waitFor()
}

/** 结束, with its confirmation. */
export async function endCall(page: Page): Promise<void> {
  await page.getByRole('button', { name: '结束', exact: true }).click()
  await page.getByRole('button', { name: '确定结束' }).click()
}
