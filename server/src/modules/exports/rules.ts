/** An Excel sheet has 1,048,576 rows: one for the headings, and the last says where the file ends too early. */
export const mostRows = 1_048_574

/** Under way at once, for each account. */
export const mostUnderWay = 2

/** After so many runs that died or failed an export has failed. */
export const mostAttempts = 3

/** `工单-20260309-141502.xlsx`, by the institution's clock. */
export function fileNameOf(title: string, at: Date, timeZone: string): string {
  const digits = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return `${title}-${digits.replace(/[-:]/g, '').replace(' ', '-')}.xlsx`
}

/** Where storage keeps the file of a run. */
export const storedName = (runId: string): string => `${runId}.xlsx`

/** `title` cut to what a sheet may be called. */
export const sheetName = (title: string): string => title.slice(0, 31)

export const truncatedNote = {
  zh: '行数已达上限，其余未导出；请缩小筛选范围。',
  en: 'This file ends at its limit; there are more rows. Narrow the filter.',
} as const
