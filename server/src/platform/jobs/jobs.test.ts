import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase } from '../../testing/test-database.ts'
import { connectDatabase } from '../db/connect.ts'
import { defineJob, jobs, migrateJobs, startRunner } from './jobs.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ connectionString: database.url })
  await migrateJobs(pool)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

it('takes up the job that a process was killed over', async () => {
  const { db } = connectDatabase(database.url)
  await jobs.enqueue(db, 'greet', { name: 'Anna' })
  await pool.query(
    `update graphile_worker._private_jobs
     set attempts = 1, locked_by = 'worker-of-the-dead', locked_at = now() - interval '6 minutes'`,
  )
  const greeted: string[] = []
  const greet = defineJob(
    'greet',
    z.object({ name: z.string() }),
    async (_context: null, { name }) => {
      greeted.push(name)
    },
  )
  const runner = await startRunner(pool, null, [greet], (_name, cause) => {
    throw cause
  })
  await expect.poll(() => greeted, { timeout: 10_000 }).toEqual(['Anna'])
  await runner.stop()
  await db.destroy()
})
