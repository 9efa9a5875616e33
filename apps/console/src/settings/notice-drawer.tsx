import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { NoticeSettings } from '@veridesk/contract/settings'
import { Alert, App, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '../i18n/start.ts'
import { EditDrawer } from './edit-drawer.tsx'
import { NoticePhone } from './notice-phone.tsx'
import styles from './notice-part.module.css'
import common from './save-problem.module.css'
import { noticeQuery } from './queries.ts'
import { useEdit } from './use-edit.ts'

type Typed = Pick<NoticeSettings, 'zh' | 'en'>
const limits = { zh: 1000, en: 2000 } as const
const typedFrom = ({ zh, en }: NoticeSettings): Typed => ({ zh, en })

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** Both languages of the notice, with the phone beside them. */
export function NoticeDrawer({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const typed = Form.useWatch([], form)
  const [language, setLanguage] = useState<Language>('zh')
  const client = useQueryClient()
  const { message } = App.useApp()
  const read = useQuery(noticeQuery)
  const { base, dirty, touch, settle } = useEdit<NoticeSettings, Typed>(form, read.data, typedFrom)
  const save = useMutation({
    mutationFn: ({ zh, en }: Typed) =>
      call('PUT /api/settings/notice', {
        body: { version: base?.version ?? 0, zh: zh.trim(), en: en.trim() },
      }),
    onSuccess: (notice) => {
      settle()
      client.setQueryData(noticeQuery.queryKey, notice)
      void message.success(t('settings.notice.saved', { version: notice.version }))
      onClose()
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void read.refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={t('settings.notice.editTitle')}
      size={860}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      onSave={() => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <Alert
        className={common.problem ?? ''}
        type="info"
        showIcon
        title={t('settings.notice.newVersion', { version: (base?.version ?? 0) + 1 })}
      />
      <div className={styles.edit}>
        <Form<Typed>
          form={form}
          layout="vertical"
          onValuesChange={touch}
          onFinish={(values) => {
            if (!save.isPending) save.mutate(values)
          }}
        >
          {languages.map((each) => (
            <Form.Item<Typed>
              key={each}
              name={each}
              label={t(`settings.notice.${each}`)}
              rules={[{ required: true, whitespace: true, message: t('settings.notice.missing') }]}
            >
              <Input.TextArea
                rows={9}
                showCount
                maxLength={limits[each]}
                lang={each === 'zh' ? 'zh-CN' : 'en'}
                onFocus={() => setLanguage(each)}
              />
            </Form.Item>
          ))}
        </Form>
        <div>
          <Segmented<Language>
            className={common.problem ?? ''}
            aria-label={t('settings.notice.previewIn')}
            value={language}
            options={languages.map((each) => ({ value: each, label: t(`language.${each}`) }))}
            onChange={setLanguage}
          />
          <NoticePhone language={language} text={typed?.[language] ?? base?.[language] ?? ''} />
        </div>
      </div>
    </EditDrawer>
  )
}
