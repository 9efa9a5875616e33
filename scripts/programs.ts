import { fileURLToPath } from 'node:url'

const pathOf = (program: string) =>
  fileURLToPath(new URL(`../server/src/${program}`, import.meta.url))

/** The two programs of the server: what comes after `node`. */
export const appCommand = [pathOf('main.ts')]
/** Without V8's own threads: packets are short-lived, and marking them beside costs a twentieth of the CPU. */
export const mediaHostCommand = ['--v8-pool-size=0', pathOf('media-host/main.ts')]
