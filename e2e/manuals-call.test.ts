import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkOrder } from '@veridesk/contract'
import {
  answer,
  createOrder,
  fillNormal,
  findOrder,
  hangUp,
  manualsOrder,
  read,
  signIn,
  untilState,
} from './support/agent.ts'
import { openPerson, type Person } from './support/browsers.ts'
import { makeCamera } from './support/camera.ts'
import { queueUp, takePhoto } from './support/customer.ts'
import { readMedia, sampleColour } from './support/probe.ts'
import { startStack, type Stack } from './support/stack.ts'
import { until } from './support/until.ts'
import { decodeVideo } from './support/video-file.ts'

// The manual's call, in its order: each step stands on the one before.
let stack: Stack
let agent: Person
let customer: Person
let order: WorkOrder
let link: string
let callId: string

beforeAll(async () => {
  stack = await startStack()
  agent = await openPerson({
    camera: makeCamera('agent', { red: 20, green: 60, blue: 220 }, 640, 480),
  })
  customer = await openPerson({
    camera: makeCamera('customer', { red: 210, green: 40, blue: 40 }, 1280, 720),
    phone: true,
  })
}, 240_000)
afterAll(async () => {
  await agent?.close()
  await customer?.close()
  await stack?.stop()
})

const isRed = (colour: { red: number; green: number; blue: number }) =>
  colour.red > 150 && colour.green < 110 && colour.blue < 110
const isBlue = (colour: { red: number; green: number; blue: number }) =>
  colour.blue > 150 && colour.red < 110

describe("the manual's call", () => {
  it('begins with an agent who signs in and is 空闲 (3.1)', async () => {
    await signIn(agent.page, stack, 'agent1')
    await untilState(agent.page, '空闲')
    await agent.page.getByTestId('agent-state').click()
    const busy = agent.page.getByRole('menuitem', { name: '忙碌' })
    await busy.getByText('接听后自动变更为忙碌').waitFor()
    expect(await busy.getAttribute('aria-disabled')).toBe('true')
    await agent.page.keyboard.press('Escape')
  })

  it('has a work order that the agent creates, and its SMS goes out at once (3.4)', async () => {
    await createOrder(agent.page, manualsOrder)
    await agent.page.getByText('邓*闲').first().waitFor()
    await until('the message is sent', 10_000, async () => {
      ;({ order, link } = await findOrder(agent.page, manualsOrder.caseNumber))
      return order.sms.lastSentAt !== null
    })
    expect(order).toMatchObject({
      status: 'pending',
      insuredName: '邓小闲',
      idNumberDoubtful: true,
    })
    expect(order.taskNumber).toMatch(/^\d+$/)
    expect(new URL(link).pathname.split('/').at(-1)?.length).toBeLessThanOrEqual(22)
  })

  it('is queued for by the customer, who consents, checks the camera and sees the queue (4.1, 4.3)', async () => {
    await queueUp(customer.page, link)
    expect(new URL(customer.page.url()).pathname).toBe('/c')
  })

  it('rings at the agent and is answered: both see the sender of the picture (3.7)', async () => {
    await agent.page.getByRole('button', { name: '接听' }).waitFor()
    await answer(agent.page)
    await until('the agent sees the red customer', 20_000, async () =>
      isRed(await sampleColour(agent.page, 'remote-video')),
    )
    await until('the customer sees the blue agent', 20_000, async () =>
      isBlue(await sampleColour(customer.page, 'remote-video')),
    )
    const own = await sampleColour(agent.page, 'local-video')
    expect(isBlue(own)).toBe(true)
    await untilState(agent.page, '忙碌')
    callId = (await read(agent.page, 'GET /api/me')).agent?.callId ?? ''
    expect((await read(agent.page, 'GET /api/work-orders/:id', { id: order.id })).status).toBe(
      'processing',
    )
  })

  it('keeps decoding frames and sound on both sides', async () => {
    for (const { page } of [agent, customer]) {
      const before = await readMedia(page)
      await until('ten more frames and a second of sound', 10_000, async () => {
        const now = await readMedia(page)
        return (
          now.framesDecoded >= before.framesDecoded + 10 &&
          now.audioSeconds >= before.audioSeconds + 1 &&
          now.audioEnergy > before.audioEnergy
        )
      })
    }
  })

  it('goes silent where a side is muted, and sounds again', async () => {
    await agent.page.getByRole('button', { name: '麦克风' }).click()
    const energyOverASecond = async () => {
      const before = await readMedia(customer.page)
      let now = before
      await until('a second of sound', 10_000, async () => {
        now = await readMedia(customer.page)
        return now.audioSeconds >= before.audioSeconds + 1
      })
      return now.audioEnergy - before.audioEnergy
    }
    await until('silence', 10_000, async () => (await energyOverASecond()) < 1e-6)
    await agent.page.getByRole('button', { name: '麦克风' }).click()
    await until('sound', 10_000, async () => (await energyOverASecond()) > 1e-5)
  })

  it('says so where the customer turns the camera off (4.4)', async () => {
    await customer.page.getByRole('button', { name: '摄像头' }).click()
    await agent.page.getByText('客户已关闭摄像头').waitFor()
    await customer.page.getByRole('button', { name: '摄像头' }).click()
    await agent.page.getByText('客户已关闭摄像头').waitFor({ state: 'hidden' })
  })

  it('goes on where the customer flips the camera (4.4)', async () => {
    await customer.page.getByRole('button', { name: '翻转' }).click()
    const before = await readMedia(agent.page)
    await until('the agent sees the other camera', 15_000, async () => {
      const now = await readMedia(agent.page)
      return now.framesDecoded >= before.framesDecoded + 10
    })
    expect(isRed(await sampleColour(agent.page, 'remote-video'))).toBe(true)
  })

  it('takes photos from both sides, kept as taken and watermarked (3.8)', async () => {
    // The browser may change the size it sends between two looks: the shot has one of them.
    const before = await sampleColour(agent.page, 'remote-video')
    await agent.page.getByRole('button', { name: '截图' }).click()
    await agent.page.getByText('截图已保存到照片采集').waitFor()
    const after = await sampleColour(agent.page, 'remote-video')
    await takePhoto(customer.page)
    await until('both photos are there', 15_000, async () => {
      const { items } = await read(agent.page, 'GET /api/work-orders/:id/photos', { id: order.id })
      return items.length === 2
    })
    const { items } = await read(agent.page, 'GET /api/work-orders/:id/photos', { id: order.id })
    const shot = items.find((item) => item.source === 'agent-screenshot')
    const photo = items.find((item) => item.source === 'customer-photo')
    expect(photo).toMatchObject({
      width: 1280,
      height: 720,
      method: 'take-photo',
      taskNumber: order.taskNumber,
    })
    expect([before, after].map(({ width, height }) => `${width}x${height}`)).toContain(
      `${shot?.width}x${shot?.height}`,
    )
    for (const item of items)
      for (const variant of ['original', 'watermarked']) {
        const response = await agent.page.request.get(
          `${stack.url}/api/photos/${item.id}/${variant}`,
        )
        expect(response.headers()['content-type']).toMatch(/^image\//)
        expect((await response.body()).length).toBeGreaterThan(1_000)
      }
    await agent.page.getByRole('tab', { name: '照片采集' }).click()
    await agent.page.getByRole('button', { name: /预览照片：客户拍照/ }).waitFor()
  })

  it('ends with 挂断: the agent fills in 通话状态 and is 话后处理 until then (3.12)', async () => {
    await hangUp(agent.page)
    await customer.page.getByText('客服已结束本次通话。').waitFor()
    await untilState(agent.page, '话后处理')
    await fillNormal(agent.page)
    await agent.page.getByRole('button', { name: '变更为空闲' }).click()
    await untilState(agent.page, '空闲')
  })

  it('has a record with every time of 3.14 and 3.16', async () => {
    const { calls, operations } = await read(agent.page, 'GET /api/work-orders/:id/records', {
      id: order.id,
    })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      id: callId,
      agentName: '张三',
      disposition: 'normal',
      cancelled: false,
      endReason: 'agent-hung-up',
      taskNumber: order.taskNumber,
    })
    expect(calls[0]?.talkSeconds).toBeGreaterThan(5)
    const actions = operations.map((operation) => operation.action)
    for (const action of [
      'work-order.create',
      'sms.send',
      'consent.give',
      'call.answer',
      'call.end',
      'photo.add',
    ])
      expect(actions).toContain(action)
  })

  it('was recorded on both sides, for the length of the call', async () => {
    await until('every track is complete', 20_000, async () => {
      const { items } = await read(agent.page, 'GET /api/calls/:id/recordings', { id: callId })
      return items.length >= 4 && items.every((item) => item.state === 'complete')
    })
    const { items } = await read(agent.page, 'GET /api/calls/:id/recordings', { id: callId })
    const call = await read(agent.page, 'GET /api/calls/:id', { id: callId })
    for (const participantId of new Set(items.map((item) => item.participantId))) {
      const response = await agent.page.request.get(
        `${stack.url}/api/calls/${callId}/recordings/${participantId}`,
      )
      expect(response.ok()).toBe(true)
      const file = path.join(stack.dataDir, `${participantId}.webm`)
      await writeFile(file, await response.body())
      const decoded = decodeVideo(file)
      expect(decoded.sound).toBe(true)
      expect(decoded.frames).toBeGreaterThan(call.talkSeconds * 5)
      expect(Math.abs(decoded.seconds - call.talkSeconds)).toBeLessThan(3)
    }
  })
})
