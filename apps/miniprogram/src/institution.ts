/** The one file that an institution edits before it uploads its mini program (README.md). */
export interface Institution {
  /** Where Veridesk is served, as PUBLIC_URL says: https, no slash at the end. */
  readonly origin: string
  readonly name: Readonly<Record<'zh' | 'en', string>>
  /** Shown and called where a page cannot be opened; digits and hyphens. */
  readonly supportPhone: string
}

export const institution: Institution = {
  origin: 'https://video.example.com',
  name: { zh: '远程视频柜面', en: 'Video counter' },
  supportPhone: '400-000-0000',
}
