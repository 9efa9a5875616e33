/** The server writes the response's nonce here; without it the CSP refuses styles made at run time. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/**
 * antd's dialogs and tables measure and lock scrolling by `<style>` elements of their own, which do not learn
 * the nonce that ConfigProvider is given: every style element gets it from here.
 */
export function giveStylesTheirNonce(): void {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce
    return element
  }) as typeof document.createElement
}
