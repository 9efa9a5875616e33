/** What the browser has not been asked yet. */
import { LocalMedia } from '@veridesk/call-client'

export interface OpenQuestions {
  readonly notifications: boolean
  readonly devices: boolean
}

export async function openQuestions(): Promise<OpenQuestions> {
  const notifications = 'Notification' in window && Notification.permission === 'default'
  return { notifications, devices: (await permissionFor('microphone')) === 'prompt' }
}

/** `prompt` where the browser does not tell. */
export async function permissionFor(device: 'camera' | 'microphone'): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: device as PermissionName })).state
  } catch {
    return 'prompt'
  }
}

/** Call it on a click. A refusal is an answer too: the call says what to do about it. */
export async function askForAll(open: OpenQuestions): Promise<void> {
  if (open.notifications) await Notification.requestPermission()
  if (!open.devices) return
  const media = await LocalMedia.open({ audio: true, video: { width: 640, height: 480 } })
    .catch(() => LocalMedia.open({ audio: true, video: false }))
    .catch(() => null)
  media?.close()
}
