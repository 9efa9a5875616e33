/** The laws of ARCHITECTURE.md that no ready-made tool knows. Each is a function from the tree to what breaks it. */
import { basename } from 'node:path/posix'
import { isTest, resolveImport, type Source, type Violation } from './sources.ts'

const maxLines = 400
const medianLimit = 100

/** Tables of words and numbers have no shape to keep. */
const isData = (path: string) => /\/locales\/|\.data\.ts$/.test(path)
const linesOf = ({ text }: Source) => text.split('\n').length - 1

export const medianLines = (sources: Source[]): number => {
  const sorted = sources.map(linesOf).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export const fileSize = (sources: Source[]): Violation[] => {
  const violations = sources
    .filter((source) => !isData(source.path) && linesOf(source) > maxLines)
    .map((source) => ({
      path: source.path,
      message: `${linesOf(source)} lines, the limit is ${maxLines}: split it by verb`,
    }))
  const median = medianLines(sources)
  if (median < medianLimit) return violations
  const message = `the median file has ${median} lines, the limit is ${medianLimit}`
  return [...violations, { path: '.', message }]
}

export const names = (paths: string[]): Violation[] =>
  paths.flatMap((path): Violation[] => {
    if (/\/(utils?|helpers?|misc)(\.test)?(\.tsx?|\/)/.test(path)) {
      return [{ path, message: 'says nothing about what is inside: name it after the thing' }]
    }
    const crooked = path.split('/').find((part) => !/^([a-z0-9._-]+|README\.md)$/.test(part))
    return crooked ? [{ path, message: `"${crooked}" is not kebab-case` }] : []
  })

const isRepository = (path: string) =>
  /^server\/src\/modules\/[^/]+\/(.+\/)?([a-z0-9-]+-)?repository\.ts$/.test(path) ||
  /^server\/src\/modules\/[^/]+\/repository\//.test(path)

/** SQL stands in a module's repository, or below the domain in platform/. */
export const sqlInRepositories = (sources: Source[]): Violation[] =>
  sources
    .filter(
      ({ path }) => path.startsWith('server/src/') && !path.startsWith('server/src/platform/'),
    )
    .filter(({ path }) => !isTest(path) && !isRepository(path))
    .flatMap(({ path, sqlLines }) =>
      sqlLines.map((line) => ({
        path,
        line,
        message: "SQL belongs in the module's repository.ts",
      })),
    )

const moduleOf = (path: string) => /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1]

/** Applies `rule` to every import that leads to a file of this repository. */
const onImports = (
  sources: Source[],
  rule: (from: string, to: string) => string | undefined,
): Violation[] =>
  sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const to = resolveImport(path, specifier)
      const message = to && rule(path, to)
      return message ? [{ path, line, message }] : []
    }),
  )

/** A module's tables are its own: others ask its service. */
export const foreignRepositories = (sources: Source[]): Violation[] =>
  onImports(
    sources.filter(({ path }) => !isTest(path)),
    (from, to) =>
      isRepository(to) && moduleOf(from) !== moduleOf(to)
        ? `imports the repository of "${moduleOf(to)}": use its service`
        : undefined,
  )

/** platform/ holds no domain word, so it reaches into no module. */
export const platformBelowModules = (sources: Source[]): Violation[] =>
  onImports(
    sources.filter(({ path }) => path.startsWith('server/src/platform/') && !isTest(path)),
    (_from, to) => (moduleOf(to) ? `platform/ imports the module "${moduleOf(to)}"` : undefined),
  )

/** A module is a folder of its domain's name; nothing lies loose beside the modules. */
export const moduleFolders = (paths: string[]): Violation[] =>
  paths
    .filter((path) => /^server\/src\/modules\/[^/]+$/.test(path))
    .map((path) => ({
      path,
      message: `${basename(path)} lies outside every module: put it in the folder of its domain`,
    }))

/** The contract runs everywhere: on the server, in both web apps, in the media host. */
export const contractAlone = (sources: Source[]): Violation[] =>
  sources
    .filter(({ path }) => path.startsWith('packages/contract/') && !isTest(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => !/^(\.|zod($|\/))/.test(specifier))
        .map(({ specifier, line }) => ({
          path,
          line,
          message: `the contract imports "${specifier}": it may use zod and nothing else`,
        })),
    )

/**
 * The customer's page must stay small: nothing that it loads may lead to the whole of zod, by whatever
 * way. `zod/mini` and types are free.
 */
export const customerWithoutZod = (sources: Source[]): Violation[] => {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const seen = new Set<string>()
  const visit = (path: string, trail: string[]): Violation[] => {
    const source = byPath.get(path)
    if (!source || seen.has(path)) return []
    seen.add(path)
    return source.imports
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ specifier, line }): Violation[] => {
        if (specifier === 'zod') {
          const message = `loads all of zod into the customer's page (${[...trail, path].join(' → ')}): import types, or zod/mini`
          return [{ path, line, message }]
        }
        const next = resolveImport(path, specifier)
        return next ? visit(next, [...trail, path]) : []
      })
  }
  return sources
    .filter(({ path }) => path.startsWith('apps/customer/src/') && !isTest(path))
    .flatMap(({ path }) => visit(path, []))
}
