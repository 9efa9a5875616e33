import { assignments } from '@veridesk/contract/business-types'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../number-field.tsx'
import { reasonAgainstWaiting, waitLimits, type TypedAssignment } from './assignment.ts'

/** 分配方式, and how long a call is kept for a familiar agent; below a form that holds `TypedAssignment`. */
export function AssignmentFields({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance<TypedAssignment>()
  const assignment = Form.useWatch('assignment', form) ?? 'familiar'
  const claim = Form.useWatch('claim', form) ?? false
  const reason = reasonAgainstWaiting(claim, assignment)
  return (
    <>
      <Form.Item<TypedAssignment>
        name="assignment"
        label={t('businessTypes.assignment')}
        extra={t(`businessTypes.assignmentMeans.${assignment}`)}
      >
        <Radio.Group
          options={assignments.map((value) => ({
            value,
            label: t(`businessTypes.assignments.${value}`),
          }))}
        />
      </Form.Item>
      <NumberField
        name="familiarWaitSeconds"
        label={t('businessTypes.familiarWait')}
        hint={t(`businessTypes.familiarWaitMeans.${reason ?? 'waits'}`)}
        unit={t('settings.secondsUnit')}
        disabled={readOnly || reason !== null}
        {...waitLimits}
      />
    </>
  )
}
