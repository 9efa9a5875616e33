/** Bytes as a person reads them: 0 B, 812 KB, 1.4 MB (1 KB = 1024 B). */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`
}

/** A count that is a floor above 999: the server counts exactly up to 1,000. */
export function countText(count: { readonly value: number; readonly capped: boolean }): string {
  return count.capped ? '999+' : String(count.value)
}
