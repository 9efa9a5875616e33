import { CloseOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { Group } from '@veridesk/contract/groups'
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { allAgentsQuery } from '../accounts/queries.ts'
import { LoadError } from '../parts/load-error.tsx'
import styles from './member-choice.module.css'
import { candidates, shownAtOnce } from './members.ts'

export type Member = Pick<Group['members'][number], 'id' | 'username' | 'name'>

interface Props {
  readonly id?: string
  readonly value?: readonly Member[]
  readonly onChange?: (members: readonly Member[]) => void
  readonly disabled: boolean
}

/** 坐席管理: agents on the left, the group's members on the right. */
export function MemberChoice({ id, value = [], onChange, disabled }: Props) {
  const { t } = useTranslation()
  const agents = useQuery({ ...allAgentsQuery, enabled: !disabled })
  const [search, setSearch] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const { shown, more } = candidates(agents.data ?? [], value, search)
  /** The button that was pressed goes away with its row: the next one in its list takes the focus. */
  const keepFocus = (button: HTMLElement) => {
    const row = button.closest('li')
    const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button')
    requestAnimationFrame(() => (next ?? box.current?.querySelector('input'))?.focus())
  }
  return (
    <div id={id} ref={box} className={disabled ? styles.single : styles.lists}>
      {!disabled && (
        <section className={styles.list} aria-label={t('groups.candidates')}>
          <Input
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t('groups.searchAgents')}
            aria-label={t('groups.searchAgents')}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            // Enter looks for somebody here; it saves nothing.
            onPressEnter={(event) => event.preventDefault()}
          />
          {agents.error && !agents.data ? (
            <LoadError error={agents.error} onRetry={() => void agents.refetch()} />
          ) : (
            <ul className={styles.people}>
              {shown.map((agent) => (
                <Person key={agent.id} member={agent}>
                  <Button
                    type="text"
                    size="small"
                    icon={<PlusOutlined aria-hidden />}
                    aria-label={t('groups.addMember', { name: agent.name })}
                    onClick={(event) => {
                      keepFocus(event.currentTarget)
                      const { id: memberId, username, name } = agent
                      onChange?.([...value, { id: memberId, username, name }])
                    }}
                  />
                </Person>
              ))}
              {agents.data && shown.length === 0 && (
                <li className={styles.note}>{t('groups.noCandidates')}</li>
              )}
              {more > 0 && (
                <li className={styles.note}>
                  {t('groups.moreAgents', { shown: shownAtOnce, more })}
                </li>
              )}
            </ul>
          )}
        </section>
      )}
      <section className={styles.list} aria-label={t('groups.members')}>
        <p className={styles.head} role="status">
          {t('groups.chosen', { count: value.length })}
        </p>
        <ul className={styles.people}>
          {value.map((member) => (
            <Person key={member.id} member={member}>
              {!disabled && (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('groups.removeMember', { name: member.name })}
                  onClick={(event) => {
                    keepFocus(event.currentTarget)
                    onChange?.(value.filter((each) => each.id !== member.id))
                  }}
                />
              )}
            </Person>
          ))}
          {value.length === 0 && <li className={styles.note}>{t('groups.noMembers')}</li>}
        </ul>
      </section>
    </div>
  )
}

function Person({
  member,
  children,
}: {
  readonly member: Member
  readonly children: React.ReactNode
}) {
  return (
    <li className={styles.person}>
      <span className={styles.who}>
        {member.name} <small>{member.username}</small>
      </span>
      {children}
    </li>
  )
}
