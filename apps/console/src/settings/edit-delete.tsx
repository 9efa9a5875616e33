import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface Props {
  /** Of the row, for whoever hears the buttons instead of seeing them. */
  readonly name: string
  readonly mayManage: boolean
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** 编辑 and 删除 of a row; 查看 alone for who may only read. */
export function EditDelete({ name, mayManage, onEdit, onDelete }: Props) {
  const { t } = useTranslation()
  const edit = t(mayManage ? 'groups.edit' : 'common.view')
  return (
    <>
      <Button type="link" size="small" aria-label={`${edit} ${name}`} onClick={onEdit}>
        {edit}
      </Button>
      {mayManage && (
        <Button
          type="link"
          size="small"
          danger
          aria-label={`${t('groups.delete')} ${name}`}
          onClick={onDelete}
        >
          {t('groups.delete')}
        </Button>
      )}
    </>
  )
}
