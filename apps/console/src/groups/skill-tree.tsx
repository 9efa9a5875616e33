import { useQuery } from '@tanstack/react-query'
import { Checkbox, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypeSettingsQuery } from '../settings/queries.ts'
import styles from './skill-tree.module.css'
import { shareOf, withItems } from './skills.ts'

interface Props {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (itemIds: readonly string[]) => void
  readonly disabled: boolean
}

/** Business types with their items; a type ticks all of its items. */
export function SkillTree({ id, value = [], onChange, disabled }: Props) {
  const { t } = useTranslation()
  const types = useQuery(businessTypeSettingsQuery)
  if (!types.data) return <Skeleton active title={false} paragraph={{ rows: 3 }} />
  const tick = (items: readonly string[], wanted: boolean) =>
    onChange?.(withItems(value, items, wanted))
  return (
    <div id={id} className={styles.tree} role="group" aria-label={t('groups.skills')}>
      {types.data.items.length === 0 && t('groups.noTypes')}
      {types.data.items.map((type) => {
        const share = shareOf(type, value)
        return (
          <div key={type.id} className={styles.type} role="group" aria-label={type.name}>
            <Checkbox
              className={styles.name ?? ''}
              checked={share === 'all'}
              indeterminate={share === 'some'}
              disabled={disabled}
              onChange={(event) =>
                tick(
                  type.items.map((item) => item.id),
                  event.target.checked,
                )
              }
            >
              {type.name}
            </Checkbox>
            <div className={styles.items}>
              {type.items.map((item) => (
                <Checkbox
                  key={item.id}
                  checked={value.includes(item.id)}
                  disabled={disabled}
                  onChange={(event) => tick([item.id], event.target.checked)}
                >
                  {item.name}
                </Checkbox>
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}
