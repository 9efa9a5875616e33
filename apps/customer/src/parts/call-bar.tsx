import { useTexts } from '../preferences.tsx'
import type { Devices } from '../use-devices.ts'
import { Icon } from './icon.tsx'

interface CallBarProps {
  readonly devices: Devices
  /** A photo is being taken: the camera is left alone meanwhile. */
  readonly photographing: boolean
  readonly onPhoto: () => void
  readonly onEnd: () => void
}

/** 摄像头 · 拍照 · 翻转 · 结束 (manual 4.4). */
export function CallBar({ devices, photographing, onPhoto, onEnd }: CallBarProps) {
  const texts = useTexts()
  const { cameraOn, opening, media } = devices
  const busy = !media || opening || photographing
  const off = cameraOn ? undefined : texts.photoCameraOff
  return (
    <footer class="call-bar">
      <button type="button" aria-pressed={cameraOn} disabled={busy} onClick={devices.switchCamera}>
        <Icon name={cameraOn ? 'camera' : 'camera-off'} />
        {texts.callCamera}
      </button>
      <button type="button" disabled={busy || !cameraOn} title={off} onClick={onPhoto}>
        <Icon name="shutter" />
        {texts.callPhoto}
      </button>
      <button type="button" disabled={busy || !cameraOn} title={off} onClick={devices.flip}>
        <Icon name="flip" />
        {texts.callFlip}
      </button>
      <button type="button" class="end" onClick={onEnd}>
        <Icon name="hang-up" />
        {texts.callEnd}
      </button>
    </footer>
  )
}
