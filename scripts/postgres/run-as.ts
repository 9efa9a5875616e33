/**
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged account. Everything is done
 * by `setpriv` (util-linux), which also ties the process to the life of whoever started it.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

export interface Account {
  uid: number
  gid: number
}

/**
 * The account PostgreSQL runs as: our own, unless we are root; then the owner of an existing cluster,
 * else `postgres`, else `nobody`.
 */
export const postgresAccount = (cluster: string): Account => {
  const uid = process.getuid?.() ?? 0
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0 }
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = ['postgres', 'nobody']
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find((fields) => fields !== undefined)
  if (!found) {
    throw new Error(
      'PostgreSQL cannot run as root, and this machine has neither a "postgres" nor a "nobody" account. Start Veridesk as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/** The capabilities that let an account walk through a folder closed to it, the weaker one first. */
const searchCapabilities = ['dac_read_search', 'dac_override']

const reaches = (prefix: string[], paths: string[]) => {
  // stat() of the folder itself, and access() as PostgreSQL uses it on its own binaries.
  const script = 'for path; do test -e "$path" && test -r "$path" || exit 1; done'
  const [command = '', ...args] = [...prefix, 'sh', '-c', script, 'sh', ...paths]
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore' }).status === 0
}

/**
 * The command prefix under which `account` can read `paths`, whose folders may be closed to it (a
 * checkout below root's home). The process gets SIGINT, PostgreSQL's orderly stop, when its parent dies.
 */
export const runAs = (account: Account, paths: string[]): string[] => {
  const prefix = ['setpriv', '--pdeathsig=INT']
  if (process.getuid?.() !== 0) return [...prefix, '--']
  prefix.push(`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups')
  if (reaches([...prefix, '--'], paths)) return [...prefix, '--']
  for (const capability of searchCapabilities) {
    // Without no_setuid_fixup access(2) would ignore the capability.
    const raised = [
      ...prefix,
      '--securebits=+no_setuid_fixup',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      '--',
    ]
    if (reaches(raised, paths)) return raised
  }
  throw new Error(
    `The account that PostgreSQL runs as (uid ${account.uid}) cannot reach ${paths.join(' and ')}. Put Veridesk and DATA_DIR in folders it may enter, or set DATABASE_URL.`,
  )
}
