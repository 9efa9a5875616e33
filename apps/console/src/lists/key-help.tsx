import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './key-help.module.css'

/** Which keys a list understands; shown on hover and on focus. */
export function KeyHelp() {
  const { t } = useTranslation()
  return (
    <Tooltip
      placement="bottomRight"
      trigger={['hover', 'focus']}
      title={
        <dl className={styles.keys}>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{t('lists.keySearch')}</dd>
          <dt>
            <kbd>j</kbd> <kbd>k</kbd> <kbd>↓</kbd> <kbd>↑</kbd>
          </dt>
          <dd>{t('lists.keyWalk')}</dd>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>{t('lists.keyOpen')}</dd>
        </dl>
      }
    >
      <Button
        type="text"
        icon={<QuestionCircleOutlined aria-hidden />}
        aria-label={t('lists.keys')}
      />
    </Tooltip>
  )
}
