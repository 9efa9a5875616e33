import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly name: string
  readonly first: boolean
  readonly last: boolean
  readonly onMove: (by: -1 | 1) => void
}

/** 上移 and 下移 of a row. */
export function MoveButtons({ name, first, last, onMove }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t('businessTypes.up', { name })}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t('businessTypes.down', { name })}
        disabled={last}
        onClick={() => onMove(1)}
      />
    </>
  )
}
