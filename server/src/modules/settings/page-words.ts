import type { AppContext } from '../../context.ts'
import { shared } from '../../platform/shared.ts'
import { institutionOf } from './service.ts'

/** Anybody may open the customer's page: the settings are read for it twice a second at most. */
const freshForMs = 500

/** What the customer's page must know before it has a seat, at most a second behind the settings. */
export const pageWords = (
  ctx: Pick<AppContext, 'db'>,
): (() => Promise<Readonly<Record<string, string>>>) =>
  shared(
    async () => {
      const { name, supportPhone, colour, logo } = await institutionOf(ctx)
      return {
        INSTITUTION_NAME: name,
        SUPPORT_PHONE: supportPhone,
        INSTITUTION_COLOUR: colour ?? '',
        INSTITUTION_LOGO: logo ?? '',
      }
    },
    () => freshForMs,
  )
