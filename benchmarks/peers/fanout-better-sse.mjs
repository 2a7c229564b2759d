// A server of better-sse for "compare updates/fanout": prints the address of its control and port and path of its stream, and ends with its input.
import { createServer } from 'node:http'
import { readFileSync, writeFileSync } from 'node:fs'
import { createChannel, createSession } from 'better-sse'

const channel = createChannel()
let lastId = 0

const text = length => Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
const send = number => channel.broadcast({ n: number, text: text(176) }, 'message', { eventId: (++lastId).toString(16).padStart(33, '0') })

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/events') {
    const session = await createSession(request, response, { keepAlive: null })
    session.push('', 'message', '0')
    channel.register(session)
  } else if (url.pathname === '/send') {
    const [first, count, gap] = ['first', 'count', 'gap'].map(name => Number(url.searchParams.get(name)))
    for (let index = 0; index < count; index++) {
      send(first + index)
      if (gap > 0) await new Promise(resolve => setTimeout(resolve, gap))
    }
    response.end()
  } else {
    if (url.searchParams.has('settle')) writeFileSync('/proc/self/clear_refs', '5')
    const bytes = name => Number(readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${name}:\\s+(\\d+)`))[1]) * 1024
    const used = process.cpuUsage()
    response.end(`${(used.user + used.system) / 1000} ${bytes('VmRSS')} ${bytes('VmHWM')} 0`)
  }
})
server.listen(0, '127.0.0.1', 4096, () => console.log(`http://127.0.0.1:${server.address().port} ${server.address().port} /events`))
process.stdin.resume().on('end', () => process.exit(0))
