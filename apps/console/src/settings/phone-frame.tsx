import type { CSSProperties, ReactNode } from 'react'
import { contrast, readable } from '../theme/colour.ts'
import styles from './phone-frame.module.css'

/** The customer's page has an accent of its own where the institution has none. */
const ownAccent = '#1d5fa8'

interface Props {
  readonly label: string
  readonly name: string
  readonly logo: string | null
  readonly colour: string | null
  readonly children: ReactNode
}

/** A phone on which the customer's page is seen, much as it will look, in the light scheme. */
export function PhoneFrame({ label, name, logo, colour, children }: Props) {
  const accent = colour ?? ownAccent
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--phone-accent': accent,
    '--phone-on-accent': contrast(accent, '#ffffff') >= readable ? '#ffffff' : '#17212c',
  }
  return (
    <figure className={styles.phone} style={style} aria-label={label}>
      <div className={styles.head}>
        {logo && <img className={styles.logo} src={logo} alt="" />}
        <strong>{name}</strong>
      </div>
      <div className={styles.body}>{children}</div>
    </figure>
  )
}

/** The big button at the foot of the phone. */
export function PhoneButton({ children }: { readonly children: ReactNode }) {
  return <span className={styles.button}>{children}</span>
}
