// samples/FeedServer as a process: started on a port, stopped or killed, started again on the same port and folder.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const program = process.env.FEED_SERVER ?? new URL('../../artifacts/bin/FeedServer/release/FeedServer', import.meta.url).pathname

/** Starts the server and waits until it listens. */
export async function start(url, directory, ...more) {
  const child = spawn(program, ['--url', url, '--directory', directory, ...more], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const line = await Promise.race([
    new Promise(resolve => createInterface(child.stdout).once('line', resolve)),
    ended.then(code => { throw new Error(`the server ended with ${code} before it listened`) }),
  ])
  return {
    url: line.match(/http:\/\/[^/\s]+/)[0],
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}
