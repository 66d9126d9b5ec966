import { createHash, randomBytes } from 'node:crypto'

import pg from 'pg'

import { commandsOf, signIn } from './accounts.js'
import { median } from './load.js'
import { startSite } from './server_process.js'

const NAME = 'bench_admin'
const LIST = '/admin/manage/admin/users/'
/** Accounts of a small site, and of a large one. */
const SIZES = [1_000, 1_000_000]
const ROUNDS = 5
const REQUESTS = 20
/** Nobody waits for the rest of them when a list is slow. */
const MOST_MS = 2_000
/** Answers that are not counted: the process gets faster while it answers. */
const WARM_UP = 60
/** How much longer a large list may take. */
const MOST = 3

/** Names as people have them: nearly nothing is in two. Ten are staff, as many as of a thousand. */
const ADD_ACCOUNTS = `
  insert into users (username, email, first_name, last_name, is_staff, date_joined, created_at, updated_at)
  select name, name || '@bench.example', 'Member', 'Number ' || n, n <= 1000 and n % 100 = 50,
    now() - n * interval '1 minute', now(), now()
  from generate_series($1::int, $2::int) as n, concat(substr(md5(n::text), 1, 10), '_', n) as name`

/** Made anew when the rows are there, which takes a tenth of the time. */
const INDEX_OF_NAMES = `select indexdef from pg_indexes where indexname = 'admin_users_names'`

const MIDDLE = `
  select date_joined::text as value, id from users order by date_joined desc, id desc
  offset (select count(*) / 2 from users) limit 1`

/**
 * What the list of accounts costs a superuser, of a thousand and of a million: asked one after the other, as somebody
 * leafs through it.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, databaseUrl: string }} site migrated and seeded
 * @returns {Promise<{ name: string, small: number, large: number, ratio: number, target: string }[]>} p95 in milliseconds
 */
export async function measureAdminList(lifetime, { build, env: given, databaseUrl }) {
  // Limits would answer most of these requests.
  const env = { ...given, RATELIMIT_ENABLED: 'false' }
  const password = randomBytes(24).toString('base64url')
  const creation = ['user:create', NAME, `--email=${NAME}@example.org`, '--superuser', '--password-stdin']
  await commandsOf(build, env)(creation, password)

  const site = await lifetime.open(startSite(build, env))
  const { cookie } = await signIn(site.url, { name: NAME, password })
  const base = site.url + LIST
  /** @type {Map<string, number>[]} */
  const measured = []
  let had = 0
  for (const size of SIZES) {
    const cursor = await grow(databaseUrl, had, size)
    had = size
    measured.push(await measureSize(base, cookie, cursor))
  }
  await site.stop()
  const [small, large] = measured
  return [...(small ?? [])].map(([name, ms]) => {
    const most = large?.get(name) ?? Number.NaN
    return { name, small: ms, large: most, ratio: most / ms, target: `<= ${MOST}` }
  })
}

/**
 * @param {string} databaseUrl
 * @param {number} from
 * @param {number} to
 * @returns {Promise<string>} the address of the page in the middle of the list, as its links write it
 */
async function grow(databaseUrl, from, to) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: indexes } = await client.query(INDEX_OF_NAMES)
    await client.query('drop index if exists admin_users_names')
    await client.query(ADD_ACCOUNTS, [from + 1, to])
    for (const { indexdef } of indexes) await client.query(indexdef)
    await client.query('vacuum analyze users')
    // Else it is written while the first page is measured.
    await client.query('checkpoint')
    const { rows } = await client.query(MIDDLE)
    const { value, id } = rows[0]
    return `?after=${Buffer.from(JSON.stringify([value, id])).toString('base64url')}`
  } finally {
    await client.end()
  }
}

/**
 * @param {string} base address of the list
 * @param {string} cookie of a session
 * @param {string} middle query of a page in its middle
 * @returns {Promise<Map<string, number>>} p95 by what was asked
 */
async function measureSize(base, cookie, middle) {
  const searches = {
    'first page': '',
    'page in the middle': await nextOf(base, cookie, middle),
    'search that finds one': `?q=${createHash('md5').update('777').digest('hex').slice(0, 10)}`,
    'search that finds all': '?q=bench.example',
    'filter that finds few': '?f_standing=staff',
    'one month': `?date=${new Date().toISOString().slice(0, 7)}`,
  }
  const measured = new Map()
  for (const [name, search] of Object.entries(searches)) measured.set(name, await p95Of(base + search, cookie))
  return measured
}

/**
 * @param {string} base
 * @param {string} cookie
 * @param {string} search
 * @returns {Promise<string>} the query of the page that follows
 */
async function nextOf(base, cookie, search) {
  const html = await ask(base + search, cookie)
  const href = /rel="next" href="[^"?]*(\?[^"]*)"/.exec(html)?.[1]
  if (!href) throw new Error(`The page ${base}${search} has no page behind it.`)
  return href.replaceAll('&amp;', '&')
}

/**
 * @param {string} url
 * @param {string} cookie
 * @returns {Promise<number>} milliseconds in which 95 of 100 were answered: the median of rounds, since others work too
 */
async function p95Of(url, cookie) {
  for (let count = 0; count < WARM_UP; count += 1) await ask(url, cookie)
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(p95(await timesOf(url, cookie)))
  return median(rounds)
}

/**
 * @param {string} url
 * @param {string} cookie
 * @returns {Promise<number[]>} milliseconds of each request of a round
 */
async function timesOf(url, cookie) {
  const times = []
  const begun = performance.now()
  while (times.length < REQUESTS && performance.now() - begun < MOST_MS) {
    const started = performance.now()
    await ask(url, cookie)
    times.push(performance.now() - started)
  }
  return times
}

/**
 * @param {number[]} times
 * @returns {number}
 */
function p95(times) {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN
}

/**
 * @param {string} url
 * @param {string} cookie
 * @returns {Promise<string>}
 * @throws Error when the answer is no list with rows in it
 */
async function ask(url, cookie) {
  const answer = await fetch(url, { headers: { Cookie: cookie }, redirect: 'manual' })
  const html = await answer.text()
  if (answer.status === 200 && html.includes(`href="${LIST}`) && /\w+@bench\.example/.test(html)) return html
  throw new Error(`${url} was answered by ${answer.status} and without accounts.`)
}
