import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { InstitutionSettings } from '@veridesk/contract/settings'
import { App, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { isColour } from '../theme/colour.ts'
import { ColourChoice } from './colour-choice.tsx'
import { EditDrawer } from './edit-drawer.tsx'
import styles from './institution-drawer.module.css'
import { LogoChoice, logoAddress, type LogoChange } from './logo-choice.tsx'
import { LookPreview } from './look-preview.tsx'
import { institutionQuery } from './queries.ts'
import { useEdit } from './use-edit.ts'

interface Typed {
  readonly name: string
  readonly supportPhone: string
  /** Empty: the product's own. */
  readonly colour: string
}

/** As in the contract. */
const phonePattern = /^[0-9+][0-9 -]{4,19}$/

const typedFrom = ({ name, supportPhone, colour }: InstitutionSettings): Typed => ({
  name,
  supportPhone,
  colour: colour ?? '',
})

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** Name, support telephone, colour and logo, with header and phone as they will look. */
export function InstitutionDrawer({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const typed = Form.useWatch([], form)
  const [logo, setLogo] = useState<LogoChange>('kept')
  /** As stored once the logo was taken, where the rest was not yet. */
  const [withLogo, setWithLogo] = useState<InstitutionSettings | null>(null)
  const client = useQueryClient()
  const { message } = App.useApp()
  const read = useQuery(institutionQuery)
  const { base, dirty, touch, settle } = useEdit<InstitutionSettings, Typed>(
    form,
    read.data,
    typedFrom,
  )
  const stored = (withLogo ?? base)?.logo ?? null
  const address = logoAddress(stored, logo)
  useEffect(
    () => (typeof logo === 'object' ? () => URL.revokeObjectURL(logo.url) : undefined),
    [logo],
  )

  const save = useMutation({
    mutationFn: async ({ held, values }: { held: InstitutionSettings; values: Typed }) => {
      // The logo first: it is what may be refused, and then nothing has changed.
      const query = { version: held.version }
      const after =
        logo === 'kept'
          ? held
          : logo === 'removed'
            ? await call('DELETE /api/settings/institution/logo', { query })
            : await call('PUT /api/settings/institution/logo', { query, body: logo.file })
      if (logo !== 'kept') {
        setWithLogo(after)
        setLogo('kept')
      }
      return call('PUT /api/settings/institution', {
        body: {
          version: after.version,
          name: values.name.trim(),
          supportPhone: values.supportPhone.trim(),
          colour: values.colour === '' ? null : values.colour.toLowerCase(),
        },
      })
    },
    onSuccess: (institution) => {
      settle()
      client.setQueryData(institutionQuery.queryKey, institution)
      void client.invalidateQueries({ queryKey: keys.me })
      void message.success(t('settings.saved'))
      onClose()
    },
  })
  const reload = () => {
    save.reset()
    setLogo('kept')
    setWithLogo(null)
    settle()
    void read.refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={t('settings.institution.editTitle')}
      size={920}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      onSave={() => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <div className={styles.edit}>
        <Form<Typed>
          form={form}
          layout="vertical"
          onValuesChange={touch}
          onFinish={(values) => {
            if (base && !save.isPending) save.mutate({ held: withLogo ?? base, values })
          }}
        >
          <Form.Item<Typed>
            name="name"
            label={t('settings.institution.name')}
            extra={t('settings.institution.nameHint')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('settings.institution.nameMissing'),
              },
            ]}
          >
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item<Typed>
            name="supportPhone"
            label={t('settings.institution.supportPhone')}
            extra={t('settings.institution.supportPhoneHint')}
            validateTrigger={['onBlur', 'onSubmit']}
            rules={[
              {
                required: true,
                pattern: phonePattern,
                transform: (value: unknown) => (typeof value === 'string' ? value.trim() : value),
                message: t('settings.institution.supportPhoneWrong'),
              },
            ]}
          >
            <Input maxLength={20} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item label={t('settings.institution.logo')}>
            <LogoChoice
              stored={stored}
              change={logo}
              onChange={(change) => {
                touch()
                setLogo(change)
              }}
            />
          </Form.Item>
          <Form.Item<Typed>
            name="colour"
            label={t('settings.institution.colour')}
            validateTrigger={['onBlur', 'onSubmit']}
            rules={[
              {
                validator: async (_, value: string | undefined) => {
                  if (value && !isColour(value))
                    throw new Error(t('settings.institution.colourWrong'))
                },
              },
            ]}
          >
            <ColourChoice />
          </Form.Item>
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
        <LookPreview
          name={typed?.name ?? ''}
          supportPhone={typed?.supportPhone ?? ''}
          colour={typed?.colour ?? ''}
          logo={address}
        />
      </div>
    </EditDrawer>
  )
}
