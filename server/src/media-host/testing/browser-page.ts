import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Counters of what a page received. */
export interface Received {
  framesDecoded: number
  keyFramesDecoded: number
  audioPackets: number
  audioEnergy: number
  lost: number
}

const FLAGS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
]

/** Chromium with fake devices, and a blank page of a secure origin for it. */
export async function launchBrowser(): Promise<{
  browser: Browser
  page: () => Promise<Page>
  close: () => Promise<void>
}> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>test</title>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}/`
  return {
    browser,
    page: async () => {
      const page = await (await browser.newContext()).newPage()
      await page.goto(origin)
      await page.evaluate(installCaller)
      return page
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** What the tests call inside the page. */
export interface Caller {
  /** A new connection with camera and microphone; its offer. */
  connect: () => Promise<string>
  /** A new offer on the same connection. */
  reoffer: () => Promise<string>
  accept: (sdp: string) => Promise<void>
  received: () => Promise<Received>
  /** Mean colour of the received picture, red, green and blue. */
  colour: () => number[]
}

declare global {
  var caller: Caller
}

/** Runs in the page: stands on its own. */
function installCaller(): void {
  let connection: RTCPeerConnection
  let stream: MediaStream | null = null
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  document.body.append(video)
  const audio = document.createElement('audio')
  audio.autoplay = true
  document.body.append(audio)
  const offer = async () => {
    await connection.setLocalDescription(await connection.createOffer())
    return connection.localDescription?.sdp ?? ''
  }
  globalThis.caller = {
    connect: async () => {
      stream ??= await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: 640, height: 480, frameRate: 25 },
      })
      connection = new RTCPeerConnection()
      connection.ontrack = ({ track }) => {
        const element = track.kind === 'video' ? video : audio
        element.srcObject = new MediaStream([track])
      }
      for (const track of stream.getTracks())
        connection.addTransceiver(track, { streams: [stream] })
      return await offer()
    },
    reoffer: offer,
    accept: async (sdp) => await connection.setRemoteDescription({ type: 'answer', sdp }),
    received: async () => {
      const result = {
        framesDecoded: 0,
        keyFramesDecoded: 0,
        audioPackets: 0,
        audioEnergy: 0,
        lost: 0,
      }
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue
        result.lost += report.packetsLost
        if (report.kind === 'audio') {
          result.audioPackets += report.packetsReceived
          result.audioEnergy += report.totalAudioEnergy
        } else {
          result.framesDecoded += report.framesDecoded
          result.keyFramesDecoded += report.keyFramesDecoded
        }
      }
      return result
    },
    colour: () => {
      const canvas = document.createElement('canvas')
      canvas.width = 1
      canvas.height = 1
      const context = canvas.getContext('2d')
      context?.drawImage(video, 0, 0, 1, 1)
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
    },
  }
}
