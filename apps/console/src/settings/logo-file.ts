/** Which pictures may be a logo; the server draws them anew and has the last word. */
export const logoTypes = ['image/png', 'image/jpeg', 'image/webp'] as const

export type LogoProblem = 'svg' | 'kind' | 'size' | 'picture'

/** Why this file is not sent, as far as its name and size tell; null where it may be. */
export function logoProblem(
  file: { readonly name: string; readonly type: string; readonly size: number },
  limit: number,
): LogoProblem | null {
  if (file.type === 'image/svg+xml' || /\.svgz?$/i.test(file.name)) return 'svg'
  if (!logoTypes.some((type) => type === file.type)) return 'kind'
  return file.size > limit ? 'size' : null
}

/** Whether the browser can draw it: a file that only calls itself a picture is refused before it is sent. */
export async function isPicture(file: Blob): Promise<boolean> {
  try {
    const picture = await createImageBitmap(file)
    picture.close()
    return true
  } catch {
    return false
  }
}
