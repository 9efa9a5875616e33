/** `npm run soak routing [-- --agents 1000 --calls 10000 --kills 5 --minutes 45]`: exits 1 on any violation. */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { table } from '../../../bench/table.ts'
import { startTemporaryCluster } from '../../postgres/temporary.ts'
import { soakRouting } from './run.ts'

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '1000' },
    calls: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '45' },
  },
})

const cluster = await startTemporaryCluster()
try {
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  await client.query('create database soak')
  await client.end()
  const databaseUrl = Object.assign(new URL(cluster.url), { pathname: '/soak' }).href
  const { counts, violations, examples } = await soakRouting({
    databaseUrl,
    agents: Number(values.agents),
    calls: Number(values.calls),
    kills: Number(values.kills),
    minutes: Number(values.minutes),
    say: (line) => console.log(line),
  })
  const rows = (found: ReadonlyMap<string, number>, name: string) =>
    [...found].map(([key, count]) => ({ [name]: key, count }))
  console.log(`\n${table(rows(counts, 'what happened'))}`)
  console.log(`\n${table(rows(violations, 'violations of'))}`)
  for (const example of examples) console.log(`✗ ${example}`)
  const sum = [...violations.values()].reduce((before, count) => before + count, 0)
  console.log(sum === 0 ? '\n✓ 0 violations' : `\n✗ ${sum} violations`)
  process.exitCode = sum === 0 ? 0 : 1
} finally {
  await cluster.stop()
}
// Whatever a page left open must not keep the shell waiting.
process.exit()
