import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly name: string
  readonly label: string
  /** One plain line: what it does. */
  readonly hint: string
  readonly unit: string
  readonly min: number
  readonly max: number
  /** May be left empty; what that means stands in the field. */
  readonly empty?: string
  readonly disabled?: boolean
}

/** A whole number between two bounds, checked before anything is sent. */
export function NumberField({ name, label, hint, unit, min, max, empty, disabled }: Props) {
  const { t } = useTranslation()
  const optional = empty !== undefined
  const message = t('settings.between', { min, max })
  // What stands in a disabled field is not sent.
  const rules = disabled
    ? []
    : [{ required: !optional, type: 'integer' as const, min, max, message }]
  return (
    <Form.Item name={name} label={label} extra={hint} rules={rules}>
      <InputNumber
        suffix={unit}
        style={{ width: 200 }}
        {...(optional ? { placeholder: empty } : {})}
        {...(disabled === undefined ? {} : { disabled })}
      />
    </Form.Item>
  )
}
