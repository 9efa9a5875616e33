import { urlOf } from '@veridesk/contract/api-client'

/** The picture as an address: `watermarked` for screens, `original` as taken. */
export function photoUrl(id: string, variant: 'original' | 'watermarked'): string {
  return urlOf('GET /api/photos/:id/:variant', { params: { id, variant } })
}
