import { EditOutlined } from '@ant-design/icons'
import { Button, Descriptions, Skeleton } from 'antd'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../session/me-context.ts'
import { NumbersDrawer } from '../numbers-drawer.tsx'
import common from '../part.module.css'
import { useShown } from '../use-shown.ts'
import styles from './numbers-card.module.css'

type Drawer<K extends string> = ComponentProps<typeof NumbersDrawer<K>>
interface Props<K extends string> extends Omit<
  Drawer<K>,
  'title' | 'open' | 'onClose' | 'afterClose'
> {
  readonly title: string
  readonly editTitle: string
}

/** Settings that are whole numbers, with what each does, and the drawer that edits them. */
export function NumbersCard<K extends string>({ title, editTitle, ...numbers }: Props<K>) {
  const { t } = useTranslation()
  const mayManage = useCan('settings.manage')
  const editing = useShown<true>()
  const { settings, stored } = numbers
  return (
    <section className={`${common.card} ${common.padded}`} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {mayManage && (
          <Button
            icon={<EditOutlined aria-hidden />}
            aria-label={editTitle}
            disabled={!stored}
            onClick={() => editing.show(true)}
          >
            {t('groups.edit')}
          </Button>
        )}
      </div>
      {stored ? (
        <Descriptions
          bordered
          size="small"
          column={1}
          styles={{ label: { width: 200 } }}
          items={settings.map(({ name, label, hint, unit }) => ({
            key: name,
            label,
            children: (
              <>
                {`${stored[name]} ${unit}`}
                <div className={styles.hint}>{hint}</div>
              </>
            ),
          }))}
        />
      ) : (
        <Skeleton active paragraph={{ rows: 5 }} />
      )}
      {editing.target && (
        <NumbersDrawer
          title={editTitle}
          {...numbers}
          open={editing.open}
          onClose={editing.close}
          afterClose={editing.gone}
        />
      )}
    </section>
  )
}
