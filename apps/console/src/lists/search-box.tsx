import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useEffectEvent, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

/** A person who types on is not yet asking. */
const pauseMs = 600

interface Props {
  readonly ref: Ref<InputRef>
  readonly value: string
  readonly hint: string
  readonly maxLength: number
  readonly onSearch: (text: string) => void
}

/** One box; asks at Enter or after a pause. Line breaks of a pasted text are dropped. */
export function SearchBox({ ref, value, hint, maxLength, onSearch }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  const [asked, setAsked] = useState(value)
  if (seen !== value) {
    setSeen(value)
    // Changed from elsewhere: 清空, or back in the history. The answer to the own question leaves what was typed since.
    if (value !== asked) setTyped(value)
  }
  const ask = () => {
    const text = typed.replace(/\p{Cc}+/gu, ' ').trim()
    if (text === value) return
    setAsked(text)
    onSearch(text)
  }
  const paused = useEffectEvent(ask)
  useEffect(() => {
    const timer = setTimeout(() => paused(), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      ref={ref}
      type="search"
      value={typed}
      maxLength={maxLength}
      allowClear
      autoComplete="off"
      spellCheck={false}
      placeholder={hint}
      title={hint}
      aria-label={t('lists.search')}
      aria-keyshortcuts="/"
      prefix={<SearchOutlined aria-hidden />}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={ask}
    />
  )
}
