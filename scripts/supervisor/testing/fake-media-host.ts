/** Stands in for the media host where only its life as a process matters. */
import { createServer } from 'node:net'

const server = createServer().listen(Number(process.env['MEDIA_PORT']), '127.0.0.1', () => {
  console.log(JSON.stringify({ listening: (server.address() as { port: number }).port }))
})
const stop = () => {
  console.log('media host stopped')
  process.exit()
}
process.on('SIGTERM', stop)
process.stdin.on('end', stop).resume()
