// The page of samples/FeedServer in a real browser, while updates are appended and the server is stopped, killed and started again: node browser.mjs
// Ends with a line "Passed: N, Failed: N". With --screenshots FOLDER it leaves pictures of the page, light and dark, wide and narrow.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { start } from './server.mjs'

const updates = 300
const patience = 60_000
const program = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path && existsSync(path))
if (!program) {
  console.log('not run: there is no Chromium; install it, or say where it is with CHROMIUM')
  process.exit(0)
}

const pictures = process.argv[2] === '--screenshots' ? process.argv[3] : null
const folder = mkdtempSync(join(tmpdir(), 'patterns-browser-'))
const feeds = join(folder, 'feeds')
let server = await start('http://127.0.0.1:0', feeds)
const { url } = server
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
let passed = 0
let failed = 0

async function check(name, test) {
  try {
    await test()
    passed++
    console.log(`passed  ${name}`)
  } catch (fault) {
    failed++
    console.log(`FAILED  ${name}\n  ${fault.message}`)
  }
}

const append = async number => {
  const producer = { 'Producer-Id': 'browser-test', 'Producer-Epoch': '0', 'Producer-Seq': `${number - 1}` }
  for (let left = 200; ; left--) {
    try {
      // A producer that repeats what it was not told about: a server that was killed may have it already.
      const response = await fetch(`${url}/v1/stream/demo`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', ...producer }, body: JSON.stringify({ number, at: Date.now() }),
      })
      if (response.ok) return
      throw new Error(`the server answered ${response.status}`)
    } catch (fault) {
      if (left === 0) throw fault
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  const faults = []
  page.on('pageerror', fault => faults.push(fault.message))
  await page.goto(url)
  await page.waitForFunction(() => document.getElementById('state').textContent === 'following demo' && window.ways[2].requests === 1)

  await check('every way of following sees every update once and in order, through a stop, a kill and two starts', async () => {
    for (let number = 1; number <= updates; number++) {
      if (number === updates / 3 || number === updates * 2 / 3) {
        const down = server.stop(number === updates / 3 ? 'SIGTERM' : 'SIGKILL')
        const appending = append(number)
        await down
        server = await start(url, feeds)
        await appending
      } else {
        await append(number)
      }
    }
    await page.waitForFunction(count => window.ways.every(way => way.numbers.length >= count), updates, { timeout: patience })
    const seen = await page.evaluate(() => window.ways.map(way => way.numbers))
    const expected = Array.from({ length: updates }, (_, index) => index + 1).join()
    seen.forEach((numbers, index) => {
      if (numbers.join() !== expected) throw new Error(`way ${index} saw ${numbers.length} updates: ${numbers.join()}`)
    })
  })

  await check('the EventSource reconnected by itself', async () => {
    const requests = await page.evaluate(() => window.ways[2].requests)
    if (requests < 3) throw new Error(`it asked ${requests} times, but the server was started three times`)
  })

  await check('webhooks came to the server, one request and some bytes each', async () => {
    const { requests, bytes, delay } = await page.evaluate(() => {
      const way = window.ways[3]
      return { requests: way.requests, bytes: way.bytes, delay: way.card.querySelector('.delay').textContent }
    })
    if (requests < updates) throw new Error(`${requests} requests brought ${updates} updates`)
    if (bytes < 200 * requests) throw new Error(`${requests} requests had ${bytes} bytes, which is less than an event takes`)
    if (!/^\d+ ms$/.test(delay)) throw new Error(`the delay is shown as '${delay}'`)
  })

  await check('the page appends, shows what came, and has no errors', async () => {
    await page.click('#burst')
    await page.waitForFunction(count => window.ways.every(way => way.numbers.length === count), updates + 20, { timeout: patience })
    if (faults.length > 0) throw new Error(faults.join('; '))
  })

  await check('the page is usable on a narrow screen', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (overflow > 0) throw new Error(`it is ${overflow} px wider than the screen`)
    await page.setViewportSize({ width: 1280, height: 860 })
  })

  if (pictures) {
    mkdirSync(pictures, { recursive: true })
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(pictures, `${colorScheme}.png`) })
    }
    await page.setViewportSize({ width: 360, height: 740 })
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(pictures, `narrow-${colorScheme}.png`), fullPage: true })
    }
  }
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

console.log(`Passed: ${passed}, Failed: ${failed}`)
process.exitCode = failed === 0 ? 0 : 1
