import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { startChild } from './child_process.js'
import { findFreePort } from './free_port.js'
import { LauncherError } from './launcher_error.js'
import { waitUntil } from './wait_until.js'

const HOST_SCRIPT = fileURLToPath(new URL('redis_host.js', import.meta.url))
const START_MS = 10_000

/**
 * A Redis server for the tests of what may be kept there: the program REDIS_SERVER_PATH names, else the machine's.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null} path of the program; null when there is none
 */
export function findRedisServer(env = process.env) {
  const named = env['REDIS_SERVER_PATH']
  if (named) return existsSync(named) ? named : null
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path)) ?? null
}

/**
 * Starts one on a port of its own; it keeps nothing on disk.
 *
 * @param {{ program: string, node: string, folder: string }} run `folder`: of the test run
 * @returns {Promise<{ url: string, summary: string, stop: () => Promise<void>, kill: () => void }>}
 * @throws {LauncherError} when it does not answer
 */
export async function startTestRedis({ program, node, folder }) {
  const port = await findFreePort()
  const child = startChild(node, [HOST_SCRIPT, program, String(port), folder], { cwd: folder, env: process.env })
  let hasEnded = false
  child.exited.finally(() => (hasEnded = true)).catch(() => {})
  const state = await waitUntil(async () => (hasEnded ? 'ended' : (await answers(port)) && 'answers'), {
    timeoutMs: START_MS,
  })
  if (state !== 'answers') {
    child.kill()
    throw new LauncherError(`${program} does not start; see its message above.`)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    summary: `own Redis on 127.0.0.1:${port}`,
    stop: child.stop,
    kill: child.kill,
  }
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
