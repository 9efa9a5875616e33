/** An upload that was under way when the call ended still counts for so long. */
const uploadGraceSeconds = 60

/** Whether a participant may still add a photo to a call. */
export function takesPhotos(call: {
  status: 'queued' | 'ringing' | 'active' | 'ended'
  answered: boolean
  endedSecondsAgo: number | null
}): boolean {
  if (call.status === 'active') return true
  return (
    call.status === 'ended' &&
    call.answered &&
    call.endedSecondsAgo !== null &&
    call.endedSecondsAgo <= uploadGraceSeconds
  )
}

/** What stands on a watermarked copy, line by line. */
export function watermarkLines(facts: {
  institution: string
  taskNumber: string | null
  takenAt: Date
  timeZone: string
  takenBy: string
}): string[] {
  const time = new Intl.DateTimeFormat('zh-CN', {
    timeZone: facts.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(facts.takenAt)
  const zone = new Intl.DateTimeFormat('en', {
    timeZone: facts.timeZone,
    timeZoneName: 'shortOffset',
  })
    .formatToParts(facts.takenAt)
    .find((part) => part.type === 'timeZoneName')?.value
  return [
    `${facts.institution}  任务编号 ${facts.taskNumber ?? '-'}`,
    `${time} ${zone ?? facts.timeZone}  拍摄 ${facts.takenBy}`,
  ]
}
