import { Button, Tooltip, type ButtonProps } from 'antd'
import { useId, type Ref } from 'react'
import styles from './reason-button.module.css'

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** Why it cannot be used now; null where it can. */
  readonly reason: string | null
  readonly ref?: Ref<HTMLButtonElement>
}

/**
 * A button that says why it is disabled. It stays focusable, so that the keyboard and a screen reader reach
 * the reason too.
 */
export function ReasonButton({ reason, onClick, className, ...rest }: Props) {
  const id = useId()
  if (reason === null)
    return <Button {...rest} {...(onClick ? { onClick } : {})} className={className ?? ''} />
  return (
    <>
      <Tooltip title={reason}>
        <Button
          {...rest}
          type="default"
          danger={false}
          htmlType="button"
          aria-disabled
          aria-describedby={id}
          className={`${className ?? ''} ${styles.disabled}`}
        />
      </Tooltip>
      <span id={id} className="visually-hidden">
        {reason}
      </span>
    </>
  )
}
