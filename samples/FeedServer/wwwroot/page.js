// Follows one feed in four ways at once. Each way keeps its own cursor and would survive the end of its connection, or of the server.
const pollMilliseconds = 2000
const retryMilliseconds = 500
const shown = 8

const state = document.getElementById('state')
let following = null

class Way {
  constructor(name, how, run) {
    const card = document.getElementById('way').content.cloneNode(true).firstElementChild
    card.id = name.toLowerCase().replace(/[^a-z]+/g, '-')
    card.querySelector('h2').textContent = name
    card.querySelector('.how').textContent = how
    document.getElementById('ways').append(card)
    Object.assign(this, { card, run, requests: 0, bytes: 0, numbers: [], delays: [], cursor: 'now' })
  }

  begin(cursor) {
    Object.assign(this, { requests: 0, bytes: 0, numbers: [], delays: [], cursor })
    this.card.querySelector('.latest').replaceChildren()
    this.show()
  }

  request() {
    this.requests++
    this.show()
  }

  took(updates, bytes, cursor, now = Date.now()) {
    const list = this.card.querySelector('.latest')
    for (const update of updates) {
      this.numbers.push(update.number)
      this.delays.push(Math.max(0, now - update.at))
      const item = document.createElement('li')
      item.textContent = `#${update.number}  +${this.delays.at(-1)} ms`
      list.prepend(item)
    }
    while (list.children.length > shown) list.lastElementChild.remove()
    this.bytes += bytes
    this.cursor = cursor ?? this.cursor
    this.show()
  }

  show() {
    const say = (name, text) => { this.card.querySelector('.' + name).textContent = text }
    const sorted = this.delays.slice(-100).sort((a, b) => a - b)
    say('updates', this.numbers.length.toLocaleString('en'))
    say('requests', this.requests.toLocaleString('en'))
    say('bytes', this.bytes.toLocaleString('en'))
    say('delay', sorted.length === 0 ? '–' : `${sorted[sorted.length >> 1]} ms`)
    say('cursor', this.cursor === 'now' ? '' : this.cursor)
  }
}

const pause = (milliseconds, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, milliseconds)
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
})

// One GET; the cursor moves only when the whole answer is here.
async function get(way, url, signal) {
  way.request()
  const response = await fetch(url, { signal, cache: 'no-store' })
  if (!response.ok) throw new Error(`${response.status}`)
  const text = await response.text()
  way.took(text ? JSON.parse(text) : [], text.length, response.headers.get('Stream-Next-Offset'))
  return response
}

async function repeat(signal, step) {
  while (!signal.aborted) {
    try {
      await step()
    } catch {
      await pause(retryMilliseconds, signal)
    }
  }
}

const ways = [
  new Way('Poll', `asks every ${pollMilliseconds / 1000} s`, (way, url, signal) => repeat(signal, async () => {
    await get(way, `${url}?offset=${way.cursor}`, signal)
    await pause(pollMilliseconds, signal)
  })),

  new Way('Long poll', 'asks, and is answered when there is something', (way, url, signal) => {
    let cursor = ''
    return repeat(signal, async () => {
      const response = await get(way, `${url}?${cursor && `cursor=${cursor}&`}live=long-poll&offset=${way.cursor}`, signal)
      cursor = response.headers.get('Stream-Cursor') ?? ''
    })
  }),

  new Way('Server-Sent Events', 'asks once, by an EventSource; the browser reconnects and resumes by itself', (way, url, signal) => {
    const source = new EventSource(`${url}?offset=${way.cursor}`)
    source.onopen = () => way.request()
    source.onmessage = event => way.took([JSON.parse(event.data)], event.data.length, event.lastEventId)
    source.addEventListener('closed', () => source.close())
    signal.addEventListener('abort', () => source.close(), { once: true })
  }),

  // A page cannot be sent anything: the server posts to an endpoint of its own, and tells the page in a feed what came there.
  new Way('Webhook', 'is told: the server posts each update to an endpoint, signed; here the endpoint is its own', (way, url, signal) => {
    const feed = document.getElementById('feed').value.trim()
    let isFollowed = false
    return repeat(signal, async () => {
      if (isFollowed) return pause(60_000, signal)
      const response = await fetch(`/follow-by-webhook?feed=${encodeURIComponent(feed)}&from=${way.cursor}`, { method: 'POST', signal })
      if (!response.ok) throw new Error(`${response.status}`)
      const inbox = await response.json()
      const source = new EventSource(`${urlOf(inbox.feed)}?offset=${inbox.offset}`)
      source.onmessage = event => {
        const { offset, bytes, receivedAt, update } = JSON.parse(event.data)
        way.request()
        // What came before this page, or comes once more because its answer was lost, is no news.
        way.took(offset > way.cursor ? [update] : [], bytes, offset > way.cursor ? offset : way.cursor, receivedAt)
      }
      signal.addEventListener('abort', () => source.close(), { once: true })
      isFollowed = true
    })
  }),
]

function say(text, isBad = false) {
  state.textContent = text
  state.classList.toggle('bad', isBad)
}

const urlOf = feed => `/v1/stream/${feed.split('/').map(encodeURIComponent).join('/')}`

async function follow() {
  following?.abort()
  following = new AbortController()
  const { signal } = following
  const feed = document.getElementById('feed').value.trim()
  const url = urlOf(feed)
  try {
    await fetch(url, { method: 'PUT', headers: { 'Content-Type': 'application/json' } })
    const head = await fetch(url, { method: 'HEAD' })
    if (!head.ok) throw new Error(`the server answered ${head.status}`)
    const tail = head.headers.get('Stream-Next-Offset')
    for (const way of ways) {
      way.begin(tail)
      way.run(way, url, signal)
    }
    say(`following ${feed}`)
  } catch (fault) {
    say(`cannot follow ${feed}: ${fault.message}`, true)
  }
}

let lastNumber = 0
async function append(count) {
  const updates = Array.from({ length: count }, () => ({ number: ++lastNumber, at: Date.now() }))
  try {
    const response = await fetch(urlOf(document.getElementById('feed').value.trim()), {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(updates),
    })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
  } catch (fault) {
    lastNumber -= count
    say(`cannot append: ${fault.message}`, true)
  }
}

document.getElementById('follow').onclick = follow
document.getElementById('burst').onclick = () => append(20)
document.getElementById('append').onsubmit = event => { event.preventDefault(); append(1) }
setInterval(() => document.getElementById('steady').checked && append(1), 1000)
follow()

// For whoever looks from outside, such as a test.
window.ways = ways
