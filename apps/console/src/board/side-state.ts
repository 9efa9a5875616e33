import type { BoardSide } from '@veridesk/contract/board'
import type { Tone } from '../parts/status-mark.tsx'

export type SideWord = 'open' | 'pageGone' | 'connecting' | 'never' | 'silent' | 'lost'

/** How one side's media stand in words of people; `since` where it is a fault. */
export function sideState({ legState, missingSince }: BoardSide): {
  readonly word: SideWord
  readonly tone: Tone
  readonly since: string | null
} {
  if (legState === 'open')
    return missingSince === null
      ? { word: 'open', tone: 'green', since: null }
      : { word: 'pageGone', tone: 'red', since: missingSince }
  if (legState === 'connecting') return { word: 'connecting', tone: 'blue', since: null }
  const word = legState === null ? 'never' : legState === 'silent' ? 'silent' : 'lost'
  return { word, tone: legState === null ? 'amber' : 'red', since: missingSince }
}
