import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createInterface } from 'node:readline'

import { findFreePort } from '../../bin/launcher/free_port.js'

/** How long a server may take to answer, in milliseconds. */
const BOOT_MS = 60_000

/**
 * @typedef {object} ServerProcess
 * @property {string} url
 * @property {number} bootMs from starting the process to its first answer
 * @property {() => number | null} residentMegabytes memory that the process has now; null where nobody can tell
 * @property {() => Promise<void>} stop
 * @property {() => void} kill
 */

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {number | null}
 */
function residentMegabytes({ pid }) {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  } catch {
    return null
  }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
function answers(url) {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    }).once('error', () => resolve(false))
  })
}

/**
 * Starts a production build and waits for its first answer. Its log goes nowhere, but it is written.
 *
 * @param {string} folder the build
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<ServerProcess>}
 * @throws Error when it does not answer
 */
export async function startSite(folder, env) {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['bin/server.js'], {
    cwd: folder,
    // One address asks for all of the load, which is what the limits are there to stop.
    env: {
      // What a request costs shows only while no page is kept; whoever measures kept ones says so.
      PAGE_CACHE_MEGABYTES: '0',
      ...env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      RATELIMIT_ENABLED: 'false',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await answers(`${url}/health/live`))) {
    const waited = performance.now() - startedAt
    if (child.exitCode !== null || waited > BOOT_MS) throw new Error(`The build in ${folder} does not answer.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {
    url,
    bootMs: performance.now() - startedAt,
    residentMegabytes: () => residentMegabytes(child),
    stop: () => stop(child),
    kill: () => child.kill('SIGKILL'),
  }
}

/**
 * Starts node:http sending one body.
 *
 * @param {string} file holds the body
 * @param {string} contentType
 * @param {{ status?: number, fields?: string[] }} [head] names and values in turn
 * @returns {Promise<ServerProcess>}
 */
export async function startBareServer(file, contentType, head = {}) {
  const startedAt = performance.now()
  const script = new URL('bare_server.js', import.meta.url).pathname
  const child = spawn(process.execPath, [script, file, contentType, JSON.stringify(head)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('The bare server has no output.')
  const [port] = await once(createInterface(child.stdout), 'line')
  return {
    url: `http://127.0.0.1:${port}`,
    bootMs: performance.now() - startedAt,
    residentMegabytes: () => residentMegabytes(child),
    stop: () => stop(child),
    kill: () => child.kill('SIGKILL'),
  }
}
