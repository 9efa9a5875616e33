/** Stands in for the app where only its life as a process matters: /readyz tells its pid and settings. */
import { createServer } from 'node:http'

const server = createServer((_request, response) => {
  const { DATABASE_URL, MEDIA_HOSTS } = process.env
  response.end(JSON.stringify({ pid: process.pid, DATABASE_URL, MEDIA_HOSTS }))
}).listen(Number(process.env['PORT']), '127.0.0.1', () => {
  console.log(JSON.stringify({ level: 30, msg: 'nothing to see' }))
  console.error(JSON.stringify({ level: 50, msg: 'job failed', err: { message: 'no route' } }))
  console.log(JSON.stringify({ listening: (server.address() as { port: number }).port }))
})
const stop = () => {
  console.log('app stopped')
  process.exit()
}
process.on('SIGTERM', stop)
process.stdin.on('end', () => setTimeout(stop, Number(process.env['FAKE_LINGER'] ?? 0))).resume()
