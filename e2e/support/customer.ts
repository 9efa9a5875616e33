/** What a customer does on the phone. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFaults } from './axe.ts'

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

/** 取消排队, with its confirmation. */
export async function leaveQueue(page: Page): Promise<void> {
  await page.getByRole('button', { name: '取消排队' }).click()
  await page.getByRole('button', { name: '确定取消' }).click()
  await page.getByText('您已取消排队。').waitFor()
}

/**
 * Fails on serious faults of accessibility and on anything wider than the phone. SCREENSHOTS=<folder> also keeps
 * pictures by day, by night and in large type there, to be looked at.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  const large = page.getByRole('button', { name: '大字' })
  const looks = {
    light: () => page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }),
    dark: () => page.emulateMedia({ colorScheme: 'dark' }),
    large: () => page.emulateMedia({ colorScheme: 'light' }).then(() => large.click()),
  }
  for (const [look, put] of Object.entries(looks)) {
    await put()
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, `${name}, ${look}: pixels beside the phone`).toBeLessThanOrEqual(0)
    expect(await seriousFaults(page), `${name}, ${look}`).toEqual([])
    if (folder) await page.screenshot({ path: path.join(folder, `${name}-${look}.png`) })
  }
  await large.click()
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
}
