import { get } from 'node:http'

import { isPortFree } from './free_port.js'
import { LauncherError } from './launcher_error.js'
import { waitUntil } from './wait_until.js'

/** A predecessor that was killed needs a moment to let its port go, in milliseconds. */
const PORT_PATIENCE_MS = 3_000

/** How long the site may take to boot, in milliseconds. */
const BOOT_MS = 60_000

/**
 * Makes sure that the site can listen before anything slow is begun.
 *
 * @param {{ HOST: string, PORT: string }} address
 * @returns {Promise<void>}
 * @throws {LauncherError} when another program has the port
 */
export async function requireFreePort({ HOST, PORT }) {
  const free = await waitUntil(() => isPortFree(Number(PORT), HOST), { timeoutMs: PORT_PATIENCE_MS, everyMs: 100 })
  if (free) return
  throw new LauncherError(
    `Port ${PORT} on ${HOST} is in use by another program. Stop that one, or choose another port: PORT=${Number(PORT) + 1} npm start`
  )
}

/**
 * Waits until the site answers.
 *
 * @param {{ HOST: string, PORT: string }} address
 * @param {import('./child_process.js').Child} server
 * @returns {Promise<void>}
 * @throws {LauncherError} when it ends or stays silent instead
 */
export async function waitForSite(address, server) {
  /** @type {number | null} */
  let exitCode = null
  server.exited.then((code) => (exitCode = code)).catch(() => (exitCode = 1))
  const answered = await waitUntil(() => exitCode !== null || answers(address), { timeoutMs: BOOT_MS, everyMs: 25 })
  if (exitCode !== null)
    throw new LauncherError(`The site ended while starting (exit ${exitCode}); see its message above.`)
  if (!answered) throw new LauncherError(`The site does not answer on port ${address.PORT} after ${BOOT_MS / 1000} s.`)
}

/**
 * @param {{ HOST: string, PORT: string }} address
 * @returns {Promise<boolean>}
 */
function answers({ HOST, PORT }) {
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST
  return new Promise((resolve) => {
    const request = get(
      { host, port: Number(PORT), path: '/health/live', agent: false, timeout: 5_000 },
      (response) => {
        response.resume()
        resolve((response.statusCode ?? 500) < 500)
      }
    )
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}
