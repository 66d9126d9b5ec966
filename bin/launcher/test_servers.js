import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { announce, step } from './announce.js'
import { startChild } from './child_process.js'
import { findFreePort } from './free_port.js'
import { LauncherError } from './launcher_error.js'
import { waitUntil } from './wait_until.js'

const HOST_SCRIPT = fileURLToPath(new URL('server_host.js', import.meta.url))
const START_MS = 10_000

/**
 * @typedef {object} TestServer a server that some tests need, and most machines can have
 * @property {string} name
 * @property {string} program its name in PATH
 * @property {string} path variable that names the program elsewhere
 * @property {string} address variable by which tests learn where it listens; empty where there is none
 * @property {(port: number) => string} url
 * @property {(run: { port: number, folder: string }) => string[]} args it keeps nothing on disk
 */

/** @type {TestServer} */
export const REDIS = {
  name: 'Redis',
  program: 'redis-server',
  path: 'REDIS_SERVER_PATH',
  address: 'PYDOTORG_TEST_REDIS',
  url: (port) => `redis://127.0.0.1:${port}`,
  args: ({ port, folder }) => [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...['--dir', folder, '--loglevel', 'warning'],
  ],
}

/** @type {TestServer} */
export const MEMCACHED = {
  name: 'Memcached',
  program: 'memcached',
  path: 'MEMCACHED_PATH',
  address: 'PYDOTORG_TEST_MEMCACHED',
  url: (port) => `memcached://127.0.0.1:${port}`,
  // It refuses to be root unless that is said.
  args: ({ port }) => ['-l', '127.0.0.1', '-p', String(port), '-U', '0', '-m', '64', '-u', userInfo().username],
}

/**
 * @param {TestServer} server
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null} path of the program that the environment names, else of the machine's; null without one
 */
export function findTestServer({ program, path }, env = process.env) {
  const named = env[path]
  if (named) return existsSync(named) ? named : null
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file)) ?? null
}

/**
 * Starts what the machine has of them, each on a port of its own. Tests of what is not there are skipped, loudly.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {{ node: string, folder: string }} run `folder`: of the test run
 * @returns {Promise<NodeJS.ProcessEnv>} where each listens
 * @throws {LauncherError} when one does not answer, or when CI=true and one is missing
 */
export async function openTestServers(lifetime, run) {
  /** @type {NodeJS.ProcessEnv} */
  const addresses = {}
  for (const server of [REDIS, MEMCACHED]) addresses[server.address] = await openTestServer(lifetime, server, run)
  return addresses
}

/**
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {TestServer} server
 * @param {{ node: string, folder: string }} run
 * @returns {Promise<string>}
 */
async function openTestServer(lifetime, server, { node, folder }) {
  const { name } = server
  const program = findTestServer(server)
  if (program !== null) {
    return step(`test ${name}`, async (detail) => {
      const opened = await lifetime.open(startTestServer(server, { program, node, folder }))
      detail(`own ${name} on ${new URL(opened.url).host}`)
      return opened.url
    })
  }
  announce(`tests with ${name} SKIPPED: no ${server.program} found. Install one, or set ${server.path} to its program.`)
  if (process.env['CI'] === 'true') throw new LauncherError(`CI=true: a run without ${name} counts as failed.`)
  return ''
}

/**
 * Starts one on a port of its own.
 *
 * @param {TestServer} server
 * @param {{ program: string, node: string, folder: string }} run
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: () => void }>}
 * @throws {LauncherError} when it does not answer
 */
export async function startTestServer({ url, args }, { program, node, folder }) {
  const port = await findFreePort()
  const options = { cwd: folder, env: process.env }
  const child = startChild(node, [HOST_SCRIPT, program, ...args({ port, folder })], options)
  let hasEnded = false
  child.exited.finally(() => (hasEnded = true)).catch(() => {})
  const state = await waitUntil(async () => (hasEnded ? 'ended' : (await answers(port)) && 'answers'), {
    timeoutMs: START_MS,
  })
  if (state !== 'answers') {
    child.kill()
    throw new LauncherError(`${program} does not start; see its message above.`)
  }
  return { url: url(port), stop: child.stop, kill: child.kill }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
