import { createServer } from 'node:net'

/**
 * A TCP port that is free at this moment. Somebody may take it a moment later,
 * so who uses it must be ready to ask again.
 *
 * @param {string} [host]
 * @returns {Promise<number>}
 * @throws when the machine has no free port at all
 * @example
 * const port = await findFreePort()
 */
export function findFreePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/**
 * Whether a server could listen there now.
 *
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} false when the port is taken; true for any other
 *   trouble, which the server itself will explain better
 */
export function isPortFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code !== 'EADDRINUSE'))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
