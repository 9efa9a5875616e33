import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { App } from 'antd'
import { useErrorText } from '../i18n/error-text.ts'

interface Row {
  readonly id: string
}

interface Options<T> {
  /** Where the list is kept, as `{ items }`. */
  readonly queryKey: QueryKey
  readonly send: (ids: string[]) => Promise<{ readonly items: readonly T[] }>
  readonly onStored?: () => void
}

/** Puts a list in order: shows the new one at once; refused, the stored one comes back. */
export function useOrder<T extends Row>({ queryKey, send, onStored }: Options<T>) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: (rows: readonly T[]) => send(rows.map(({ id }) => id)),
    onMutate: async (rows) => {
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, { items: [...rows] })
    },
    onSuccess: (stored) => {
      client.setQueryData(queryKey, stored)
      onStored?.()
    },
    onError: (error) => {
      void message.error(errorText(error).title)
      void client.invalidateQueries({ queryKey })
    },
  })
}
