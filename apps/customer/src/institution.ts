import type { CustomerView } from '@veridesk/contract/customer'

type Institution = CustomerView['institution']

/** The server writes these into the page; an unfilled placeholder counts as unknown. */
function fromPage(name: string): string {
  const content = document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? ''
  return content.startsWith('__') ? '' : content
}

/** How the institution shows itself, also where the server gave no snapshot: an invalid link still needs the number. */
export function institutionOf(view: CustomerView | null): Institution {
  return (
    view?.institution ?? {
      name: fromPage('institution-name'),
      supportPhone: fromPage('support-phone'),
      colour: fromPage('institution-colour') || null,
      logo: fromPage('institution-logo') || null,
    }
  )
}
