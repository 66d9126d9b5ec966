import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

import { compare, median } from './load.js'
import { startSite } from './server_process.js'

const run = promisify(execFile)

const NAME = 'bench'
const SIGN_INS = 5

/**
 * What it costs that the site knows who asks: a program by its token, a person by their session.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv }} site with a database that is migrated
 * @returns {Promise<{ signInMs: number, token: Comparison, session: Comparison }>}
 * @typedef {Awaited<ReturnType<typeof compare>>} Comparison
 */
export async function measureAccounts(lifetime, { build, env: given }) {
  // Limits would answer most of these requests.
  const env = { ...given, RATELIMIT_ENABLED: 'false' }
  const password = randomBytes(24).toString('base64url')
  const ace = commandsOf(build, env)
  await ace(['user:create', NAME, `--email=${NAME}@example.org`, '--password-stdin'], password)
  const text = (await ace(['user:token', NAME, '--kind=v2'])).trim().split('\n').at(-1) ?? ''

  const site = await lifetime.open(startSite(build, env))
  const signIns = []
  for (let count = 0; count < SIGN_INS; count += 1) signIns.push(await signIn(site.url, { name: NAME, password }))
  const api = `${site.url}/api/v2/downloads/os/`
  const page = `${site.url}/downloads/release/python-3140/`
  const cookie = signIns.at(-1)?.cookie ?? ''
  const token = await compare({ url: api, headers: { Authorization: `Token ${text}` } }, api)
  const session = await compare({ url: page, headers: { Cookie: cookie } }, page)
  await site.stop()
  return { signInMs: median(signIns.map(({ ms }) => ms)), token, session }
}

/**
 * @param {string} build
 * @param {NodeJS.ProcessEnv} env
 * @returns {(command: string[], input?: string) => Promise<string>} runs an ace command and gives what it printed
 */
export function commandsOf(build, env) {
  return async (command, input = '') => {
    const running = run(process.execPath, ['ace.js', ...command], { cwd: build, env })
    running.child.stdin?.end(input)
    return (await running).stdout
  }
}

/**
 * Signs in as a browser does.
 *
 * @param {string} url
 * @param {{ name: string, password: string }} account
 * @returns {Promise<{ cookie: string, ms: number }>}
 * @throws Error when it is refused
 */
export async function signIn(url, { name, password }) {
  const address = `${url}/accounts/login/`
  const form = await fetch(address)
  const html = await form.text()
  const fields = Object.fromEntries(
    [...html.matchAll(/<input[^>]*type=['"]hidden['"][^>]*>/g)].map(([field]) => [
      /name=['"]([^'"]+)/.exec(field)?.[1] ?? '',
      /value=['"]([^'"]*)/.exec(field)?.[1] ?? '',
    ])
  )
  const body = new URLSearchParams({ ...fields, email_body_text: 'write your message', login: name, password })
  const started = performance.now()
  const answer = await fetch(address, {
    method: 'POST',
    body,
    headers: { Cookie: cookieOf(form), Referer: address },
    redirect: 'manual',
  })
  const ms = performance.now() - started
  const cookie = cookieOf(answer)
  const page = await (
    await fetch(`${url}/accounts/logout/`, { headers: { Cookie: cookie }, redirect: 'manual' })
  ).status
  if (page !== 200) throw new Error(`Signing in was refused: ${answer.status} ${answer.headers.get('location') ?? ''}`)
  return { cookie, ms }
}

/**
 * @param {Response} answer
 * @returns {string}
 */
function cookieOf(answer) {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
