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
  const off = reason !== null
  const bare = rest.type === 'link'
  const state: ButtonProps = off
    ? {
        type: bare ? 'link' : 'default',
        danger: false,
        htmlType: 'button',
        'aria-disabled': true,
        'aria-describedby': id,
      }
    : onClick
      ? { onClick }
      : {}
  // One button in both states: the focus stays on it.
  return (
    <>
      <Tooltip title={reason}>
        <Button
          {...rest}
          {...state}
          className={
            off ? `${className ?? ''} ${bare ? styles.bare : styles.disabled}` : (className ?? '')
          }
        />
      </Tooltip>
      {off && (
        <span id={id} className="visually-hidden">
          {reason}
        </span>
      )}
    </>
  )
}
