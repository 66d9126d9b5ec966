import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import { commandsOf, signIn } from './accounts.js'
import { generateHomeSite } from './home_site.js'
import { compare } from './load.js'
import { startSite } from './server_process.js'

const NAME = 'bench_home'

/**
 * What the home page costs with ten sections, for somebody who is signed in: rendered anew for each visit, and with its
 * sections kept.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, state: string }} site with a database that is migrated and seeded
 * @returns {Promise<Awaited<ReturnType<typeof compare>> & { queries: { kept: number, rendered: number } }>} kept first
 */
export async function measureHome(lifetime, { build, env: given, state }) {
  // Limits would answer most of these requests.
  const env = { ...given, RATELIMIT_ENABLED: 'false' }
  const folders = { kept: join(state, 'home_kept'), rendered: join(state, 'home_rendered') }
  generateHomeSite(build, folders.kept, 'kept')
  generateHomeSite(build, folders.rendered, 'rendered')

  const ace = commandsOf(folders.kept, env)
  await showNothingElse(ace)
  const password = randomBytes(24).toString('base64url')
  await ace(['user:create', NAME, `--email=${NAME}@example.org`, '--password-stdin'], password)

  const kept = await lifetime.open(startSite(folders.kept, env))
  const rendered = await lifetime.open(startSite(folders.rendered, env))
  const { cookie } = await signIn(kept.url, { name: NAME, password })
  const headers = { Cookie: cookie }
  const compared = await compare({ url: `${kept.url}/`, headers }, { url: `${rendered.url}/`, headers })
  const queries = { kept: await queriesOf(kept.url, headers), rendered: await queriesOf(rendered.url, headers) }
  await kept.stop()
  await rendered.stop()
  return { ...compared, queries }
}

/** @param {ReturnType<typeof commandsOf>} ace */
async function showNothingElse(ace) {
  const listed = await ace(['home:list', '--json'])
  /** @type {{ key: string }[]} */
  const sections = JSON.parse(listed.slice(listed.indexOf('[')))
  for (const { key } of sections) if (!key.startsWith(`${NAME}.`)) await ace(['home:hide', key])
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<number>} queries of one visit: the fewest of several, since the load before may still be worked off
 * @throws Error when the page has not all of its sections
 */
async function queriesOf(url, headers) {
  const counts = []
  for (let visit = 0; visit < 8; visit += 1) {
    await fetch(`${url}/${NAME}/`)
    const html = await (await fetch(`${url}/`, { headers })).text()
    const found = html.split('<h2>Releases</h2>').length - 1
    if (found !== 10) throw new Error(`The home page has ${found} sections and not ten.`)
    counts.push(Number(await (await fetch(`${url}/${NAME}/`)).text()))
  }
  return Math.min(...counts)
}
