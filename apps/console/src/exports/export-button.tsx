import { DownloadOutlined, HistoryOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { CreateExport } from '@veridesk/contract/exports'
import { App, Button, Space, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { ExportDrawer } from './export-drawer.tsx'

interface Props {
  /** What the list shows now. */
  readonly request: () => CreateExport
}

/** 导出: begins one in the background and shows how it goes; the small button beside it only shows. */
export function ExportButton({ request }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const start = useMutation({
    mutationFn: () => call('POST /api/exports', { body: request() }),
    onError: (error) => {
      const { title, next } = errorText(error)
      void message.error(`${title}${next}`)
    },
    onSettled: () => {
      setOpen(true)
      void client.invalidateQueries({ queryKey: keys.exports })
    },
  })
  return (
    <>
      <Space.Compact>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('exports.start')}
        </Button>
        <Tooltip title={t('exports.list')}>
          <Button
            icon={<HistoryOutlined aria-hidden />}
            aria-label={t('exports.list')}
            onClick={() => setOpen(true)}
          />
        </Tooltip>
      </Space.Compact>
      <ExportDrawer open={open} onClose={() => setOpen(false)} />
    </>
  )
}
