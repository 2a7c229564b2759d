// Runs the conformance suite of the Durable Streams protocol against samples/FeedServer: node conformance.mjs
// Ends with a line "Passed: N, Failed: N, Skipped: N"; exit code 1 when something failed or was skipped, or the suite did not end in its time.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from './server.mjs'

const minutes = 5
const folder = mkdtempSync(join(tmpdir(), 'patterns-conformance-'))
const server = await start('http://127.0.0.1:0', join(folder, 'feeds'), '--long-poll', '2')
try {
  const report = join(folder, 'report.json')
  const vitest = new URL('node_modules/vitest/vitest.mjs', import.meta.url).pathname
  spawnSync(process.execPath, [vitest, 'run', 'conformance.test.mjs', '--reporter=json', `--outputFile=${report}`], {
    cwd: new URL('.', import.meta.url).pathname, stdio: ['ignore', 'ignore', 'inherit'], timeout: minutes * 60_000,
    env: { ...process.env, FEED_URL: server.url },
  })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const cases = testResults.flatMap(file => file.assertionResults)
  const count = status => cases.filter(item => item.status === status).length
  for (const item of cases.filter(item => item.status === 'failed')) {
    console.log(`FAILED ${item.fullName}\n  ${item.failureMessages[0]?.split('\n')[0]}`)
  }
  const failed = count('failed')
  const passed = count('passed')
  console.log(`Passed: ${passed}, Failed: ${failed}, Skipped: ${cases.length - passed - failed}`)
  process.exitCode = passed > 0 && passed === cases.length ? 0 : 1
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
