import { useQuery } from '@tanstack/react-query'
import { Cascader, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery } from '../api/queries.ts'
import { keptType, limits, phonePattern, type Typed } from './fields.ts'
import { checkIdNumber } from './id-number.ts'

type FormRule = NonNullable<React.ComponentProps<typeof Form.Item>['rules']>[number]

interface Props {
  /** The order's own item, which may be offered no more. */
  readonly kept?: { readonly id: string; readonly type: string; readonly item: string }
  /** Of a walk-in: the phone that the customer came by, masked; the order gets it where none is typed. */
  readonly ownPhone?: string
}

/** The fields of a work order in the manual's order (3.4), with the contract's rules. */
export function OrderFields({ kept, ownPhone }: Props) {
  const { t } = useTranslation()
  const types = useQuery(businessTypesQuery)
  const offered = (types.data?.items ?? []).map((type) => ({
    value: type.id,
    label: type.name,
    children: type.items.map((item) => ({ value: item.id, label: item.name })),
  }))
  const isOffered = (id: string) =>
    offered.some(({ children }) => children.some(({ value }) => value === id))
  if (kept && !isOffered(kept.id))
    offered.push({
      value: keptType,
      label: kept.type,
      children: [{ value: kept.id, label: kept.item }],
    })
  const required = (message: string): FormRule => ({ required: true, whitespace: true, message })
  const atMost = (max: number): FormRule => ({ max, message: t('create.tooLong', { max }) })
  const idRules: FormRule[] = [
    judged('refused', t('create.idRefused')),
    { ...judged('doubtful', t('create.idDoubtful')), warningOnly: true },
  ]
  return (
    <>
      <Form.Item<Typed>
        name="business"
        label={t('orders.businessTypeAndItem')}
        rules={[{ required: true, message: t('create.business') }]}
      >
        <Cascader
          loading={types.isLoading}
          placeholder={t('create.business')}
          expandTrigger="hover"
          allowClear={false}
          displayRender={(labels) => labels.join(' / ')}
          showSearch
          options={offered}
        />
      </Form.Item>
      <Form.Item<Typed>
        name="insuredName"
        label={t('orders.insuredName')}
        rules={[atMost(limits.insuredName)]}
      >
        <Input placeholder={t('create.insuredName')} autoComplete="off" />
      </Form.Item>
      <Form.Item<Typed>
        name="contactPhone"
        label={t('orders.contactPhone')}
        extra={ownPhone && t('walkIn.ownPhone', { phone: ownPhone })}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[
          ...(ownPhone ? [] : [required(t('create.contactPhone'))]),
          {
            pattern: phonePattern,
            message: t('create.phoneWrong'),
            transform: (value: unknown) => (typeof value === 'string' ? value.trim() : value),
          },
        ]}
      >
        <Input
          placeholder={ownPhone ?? t('create.contactPhone')}
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
        />
      </Form.Item>
      <Form.Item<Typed>
        name="idNumber"
        label={t('orders.idNumber')}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={idRules}
      >
        <Input placeholder={t('create.idNumber')} autoComplete="off" maxLength={24} />
      </Form.Item>
      <Form.Item<Typed>
        name="caseNumber"
        label={t('orders.caseNumber')}
        rules={[required(t('create.caseNumber')), atMost(limits.caseNumber)]}
      >
        <Input placeholder={t('create.caseNumber')} autoComplete="off" />
      </Form.Item>
      <Form.Item<Typed>
        name="policyNumber"
        label={t('orders.policyNumber')}
        rules={[atMost(limits.policyNumber)]}
      >
        <Input placeholder={t('create.policyNumber')} autoComplete="off" />
      </Form.Item>
      <Form.Item<Typed> name="priority" valuePropName="checked" extra={t('create.priorityMeans')}>
        <Checkbox>{t('orders.priority')}</Checkbox>
      </Form.Item>
    </>
  )
}

/** Speaks up where the ID number that was typed gets this verdict. */
function judged(verdict: 'refused' | 'doubtful', message: string) {
  return {
    validator: async (_: unknown, value: string | undefined) => {
      if (value?.trim() && checkIdNumber(value) === verdict) throw new Error(message)
    },
  }
}
