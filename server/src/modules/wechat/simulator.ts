import type { UrlLinks } from './port.ts'
import { tokenOf } from './rules.ts'

/** Leads to the customer's page itself, for want of a mini program around it. */
export const createSimulator = (): UrlLinks => ({
  simulated: true,
  async create(link) {
    tokenOf(link, new Date())
    return `${link.url}#url-link`
  },
})
