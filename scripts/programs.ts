import { fileURLToPath } from 'node:url'

/** The two programs of the server, as absolute paths. */
export const appProgram = fileURLToPath(new URL('../server/src/main.ts', import.meta.url))
export const mediaHostProgram = fileURLToPath(
  new URL('../server/src/media-host/main.ts', import.meta.url),
)
