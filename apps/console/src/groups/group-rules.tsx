import type { Group } from '@veridesk/contract/groups'
import { Divider, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../settings/number-field.tsx'
import { limits, overflowsBack, type Typed } from './group-form.ts'
import { HoursEditor } from './hours/hours-editor.tsx'
import { problemOfRow, type SpanRow } from './hours/hours.ts'

interface Props {
  /** Every group, to overflow to. */
  readonly groups: readonly Group[]
  /** Of the group that is edited; null for a new one. */
  readonly ownId: string | null
  readonly readOnly: boolean
}

/** How a group is rung and how many may wait for it (manual 3.1, 3.6); below a form of `Typed`. */
export function GroupRules({ groups, ownId, readOnly }: Props) {
  const { t } = useTranslation()
  const form = Form.useFormInstance<Typed>()
  const overflows = Boolean(Form.useWatch('overflowGroupId', form))
  const seconds = t('settings.secondsUnit')
  return (
    <>
      <Divider titlePlacement="start">{t('groups.rules')}</Divider>
      <NumberField
        name="ringSeconds"
        label={t('groups.ringSeconds')}
        hint={t('groups.ringSecondsHint')}
        unit={seconds}
        empty={t('groups.asEverywhere')}
        {...limits.ringSeconds}
      />
      <NumberField
        name="wrapUpSeconds"
        label={t('groups.wrapUpSeconds')}
        hint={t('groups.wrapUpSecondsHint')}
        unit={seconds}
        empty={t('groups.byHand')}
        {...limits.wrapUpSeconds}
      />
      <NumberField
        name="queueLimit"
        label={t('groups.queueLimit')}
        hint={t('groups.queueLimitHint')}
        unit={t('groups.callersUnit')}
        empty={t('groups.unlimited')}
        {...limits.queueLimit}
      />
      <Form.Item<Typed>
        name="overflowGroupId"
        label={t('groups.overflow')}
        extra={t('groups.overflowHint')}
        rules={[
          {
            validator: async (_, target: string | null | undefined) => {
              if (ownId && target && overflowsBack(groups, ownId, target))
                throw new Error(t('groups.overflowsBack'))
            },
          },
        ]}
      >
        <Select
          allowClear
          placeholder={t('groups.noOverflow')}
          options={groups
            .filter(({ id }) => id !== ownId)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <NumberField
        name="overflowAfterSeconds"
        label={t('groups.overflowAfter')}
        hint={t('groups.overflowAfterHint')}
        unit={seconds}
        disabled={readOnly || !overflows}
        {...limits.overflowAfterSeconds}
      />
      <Form.Item<Typed>
        name="hours"
        label={t('groups.hours.title')}
        extra={t('groups.hours.hint')}
        validateTrigger="onSubmit"
        rules={[
          {
            validator: async (_, rows: readonly SpanRow[] | undefined) => {
              if (rows?.some((row) => problemOfRow(row) !== null))
                throw new Error(t('groups.hours.wrong'))
            },
          },
        ]}
      >
        <HoursEditor disabled={readOnly} />
      </Form.Item>
    </>
  )
}
