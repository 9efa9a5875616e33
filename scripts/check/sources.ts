/** The source tree as the laws see it: text, imports and the paths they lead to. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, normalize } from 'node:path/posix'
import { parseSync, Visitor } from 'vite'

export interface Import {
  /** As written: `./rules.ts`, `zod/mini`, `@veridesk/contract`. */
  specifier: string
  /** `import type` or `export type`: gone when the program runs. */
  typeOnly: boolean
  line: number
}

export interface Source {
  /** From the repository's root, with forward slashes. */
  path: string
  text: string
  imports: Import[]
  /** Lines that speak SQL: a `sql` template or one of kysely's query builders. */
  sqlLines: number[]
}

export interface Violation {
  path: string
  line?: number
  /** What is wrong and the way out. */
  message: string
}

const kyselyVerbs = new Set([
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
])

/** Reads one file of TypeScript or JavaScript. */
export const parseSource = (path: string, text: string): Source => {
  const { module, program } = parseSync(path, text)
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const imports: Import[] = module.staticImports.map(({ start, moduleRequest }) => ({
    specifier: moduleRequest.value,
    typeOnly: /^import\s+type\b/.test(text.slice(start)),
    line: lineAt(start),
  }))
  const counted = new Set(module.staticImports.map(({ moduleRequest }) => moduleRequest.start))
  for (const { start, entries } of module.staticExports) {
    const request = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    // The parser also reports an import that a later statement exports again.
    if (!request || counted.has(request.start)) continue
    const typeOnly = entries.every((entry) => entry.isType)
    imports.push({ specifier: request.value, typeOnly, line: lineAt(start) })
  }
  for (const { start, moduleRequest } of module.dynamicImports) {
    const literal = /^['"](.+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (literal?.[1]) imports.push({ specifier: literal[1], typeOnly: false, line: lineAt(start) })
  }
  const sqlLines: number[] = []
  new Visitor({
    TaggedTemplateExpression({ tag, start }) {
      if (tag.type === 'Identifier' && tag.name === 'sql') sqlLines.push(lineAt(start))
    },
    CallExpression({ callee }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      if (kyselyVerbs.has(callee.property.name)) sqlLines.push(lineAt(callee.property.start))
    },
  }).visit(program)
  return { path, text, imports, sqlLines }
}

/**
 * The file a source's import leads to, from the repository's root; undefined for an npm package.
 * The packages of this repository export `.` as `src/index.ts` and `./x` as `src/x.ts`.
 */
export const resolveImport = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier))
  const [, name, rest] = /^@veridesk\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  return name ? `packages/${name}/src/${rest ?? 'index'}.ts` : undefined
}

const folders = ['apps', 'bench', 'e2e', 'packages', 'scripts', 'server']
const ignored = new Set(['node_modules', 'dist', 'coverage', 'data', '.cache'])
const parsed = new Set(['.ts', '.tsx', '.mjs', '.js'])

const walk = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : walk(root, path)
    return entry.isFile() ? [path] : []
  })

/** Every file of the source tree below `root`, the parsed ones with their imports. */
export const readSources = (root: string): { paths: string[]; sources: Source[] } => {
  const paths = folders.flatMap((folder) => walk(root, folder))
  const sources = paths
    .filter((path) => parsed.has(extname(path)))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
  return { paths, sources }
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')
