import type { FormInstance } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'

/**
 * What a form edits. Until something is typed it follows what is read; from then on it stays as it was when the
 * person began, so that saving names that version and another one's change is not overwritten unseen. What was
 * removed meanwhile stays too: saving it is refused and says so.
 */
export function useEdit<T, V extends object>(
  form: FormInstance<V>,
  data: T | undefined,
  valuesOf: (data: T) => V,
) {
  const [dirty, setDirty] = useState(false)
  const [base, setBase] = useState(data)
  if (!dirty && data !== undefined && base !== data) setBase(data)
  const fill = useEffectEvent((from: T) => {
    form.resetFields()
    form.setFieldsValue(valuesOf(from) as Parameters<typeof form.setFieldsValue>[0])
  })
  useEffect(() => {
    if (base !== undefined) fill(base)
  }, [base])
  return {
    base,
    dirty,
    touch: () => setDirty(true),
    settle: () => setDirty(false),
  }
}
