/**
 * Debian packages that tests and benches want and npm cannot bring. Calls need none of them.
 * Installed only as root or with a password-less sudo, and never asking.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A package and the command that shows it is there, whoever installed it. */
const commands = {
  chromium: 'chromium',
  ffmpeg: 'ffmpeg',
  'poppler-utils': 'pdftotext',
  janus: 'janus',
  coturn: 'turnserver',
} as const
export type SystemPackage = keyof typeof commands

export const testPackages: SystemPackage[] = ['chromium', 'ffmpeg', 'poppler-utils']
export const benchPackages: SystemPackage[] = [...testPackages, 'janus', 'coturn']

/** Packages whose service would start at once, with weak default secrets. */
const services: SystemPackage[] = ['janus', 'coturn']

const onPath = (command: string) =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

export const missingPackages = (wanted: SystemPackage[]): SystemPackage[] =>
  wanted.filter((name) => !onPath(commands[name]))

const asRoot = (command: string[]) =>
  process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]

const run = (command: string[], input = '') => {
  const [file = '', ...args] = asRoot(['env', 'DEBIAN_FRONTEND=noninteractive', ...command])
  const { status, stdout, stderr } = spawnSync(file, args, { input, encoding: 'utf8' })
  return { ok: status === 0, output: `$ ${command.join(' ')}\n${stdout ?? ''}${stderr ?? ''}` }
}

const mayInstall = () => onPath('apt-get') && run(['true']).ok

const policyFile = '/usr/sbin/policy-rc.d'

/** While the packages are set up, a policy forbids to start any service; afterwards ours are disabled. */
const install = (packages: SystemPackage[]): boolean => {
  const logFile = fileURLToPath(new URL('../.cache/apt.log', import.meta.url))
  const installed = services.filter((name) => packages.includes(name))
  const ownPolicy = installed.length > 0 && !existsSync(policyFile)
  const wait = ['-o', 'DPkg::Lock::Timeout=120']
  const steps = [
    ownPolicy &&
      run(['sh', '-c', `cat > ${policyFile} && chmod 755 ${policyFile}`], '#!/bin/sh\nexit 101\n'),
    run(['apt-get', ...wait, 'update']),
    run(['apt-get', ...wait, 'install', '-y', '--no-install-recommends', ...packages]),
    ownPolicy && run(['rm', policyFile]),
  ].filter((step) => step !== false)
  for (const name of installed) {
    // Where a service manager runs it would otherwise start with the machine.
    if (existsSync('/run/systemd/system')) steps.push(run(['systemctl', 'disable', '--now', name]))
    else if (existsSync(`/etc/init.d/${name}`)) steps.push(run(['update-rc.d', name, 'disable']))
  }
  const output = steps.map((step) => step.output).join('\n')
  mkdirSync(join(logFile, '..'), { recursive: true })
  writeFileSync(logFile, output)
  const ok = missingPackages(packages).length === 0
  if (!ok) console.error(output)
  return ok
}

/**
 * Installs what is missing of `wanted`, saying so before; says in one line what to install where it may not.
 * @returns what is missing afterwards
 */
export const ensureSystemPackages = (wanted: SystemPackage[]): SystemPackage[] => {
  const missing = missingPackages(wanted)
  if (missing.length === 0) return []
  const names = missing.join(' ')
  if (process.env['NO_APT'] === '1' || !mayInstall()) {
    console.log(`system     missing: ${names}; install with: apt-get install ${names}`)
    return missing
  }
  console.log(`system     installing from Debian: ${names}`)
  install(missing)
  return missingPackages(wanted)
}
