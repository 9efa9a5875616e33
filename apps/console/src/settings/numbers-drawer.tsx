import { useMutation } from '@tanstack/react-query'
import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDrawer } from './edit-drawer.tsx'
import { NumberField } from './number-field.tsx'
import { useEdit } from './use-edit.ts'

/** A setting that is one whole number. */
export interface NumberSetting<K extends string> {
  readonly name: K
  readonly label: string
  /** One plain line: what it does. */
  readonly hint: string
  readonly unit: string
  readonly min: number
  readonly max: number
}

type Numbers<K extends string> = Readonly<Record<K, number>>
type Stored<K extends string> = Numbers<K> & { readonly version: number }

interface Props<K extends string> {
  readonly title: string
  readonly settings: readonly NumberSetting<K>[]
  /** Undefined while it is read. */
  readonly stored: Stored<K> | undefined
  readonly save: (body: Stored<K>) => Promise<unknown>
  /** Reads again what is stored. */
  readonly refetch: () => void
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** Settings that are whole numbers, edited together. */
export function NumbersDrawer<K extends string>({
  title,
  settings,
  stored,
  save,
  refetch,
  open,
  onClose,
  afterClose,
}: Props<K>) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Numbers<K>>()
  const { message } = App.useApp()
  const numbersOf = (from: Numbers<K>) =>
    Object.fromEntries(settings.map(({ name }) => [name, from[name]])) as Numbers<K>
  const { base, dirty, touch, settle } = useEdit<Stored<K>, Numbers<K>>(form, stored, numbersOf)
  const saving = useMutation({
    mutationFn: (typed: Numbers<K>) =>
      save({ ...numbersOf(typed), version: base?.version ?? 0 } as Stored<K>),
    onSuccess: () => {
      settle()
      void message.success(t('settings.saved'))
      onClose()
    },
  })
  const reload = () => {
    saving.reset()
    settle()
    refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={title}
      size={440}
      dirty={dirty}
      busy={saving.isPending}
      error={saving.error}
      onSave={() => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <Form<Numbers<K>>
        form={form}
        layout="vertical"
        onValuesChange={touch}
        onFinish={(typed) => {
          if (!saving.isPending) saving.mutate(typed)
        }}
      >
        {settings.map((setting) => (
          <NumberField key={setting.name} {...setting} />
        ))}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
