import { useInstitution } from '../theme/institution.ts'
import styles from './logo.module.css'

/** The institution's logo, or the product's mark where it has none. Its name stands beside it in words. */
export function Logo() {
  const { logo } = useInstitution()
  return logo ? <img className={styles.logo} src={logo} alt="" /> : <Mark />
}

/** The product's mark. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <rect x="6" y="10" width="13" height="12" rx="3" fill="#fff" />
      <path d="M21 14.5 26 11v10l-5-3.5z" fill="#fff" />
    </svg>
  )
}
