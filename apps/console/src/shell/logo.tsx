/** The product's mark. */
export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <rect x="6" y="10" width="13" height="12" rx="3" fill="#fff" />
      <path d="M21 14.5 26 11v10l-5-3.5z" fill="#fff" />
    </svg>
  )
}
