import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a running PostgreSQL says about itself in `postmaster.pid`.
 *
 * @typedef {object} PostmasterFile
 * @property {number} pid
 * @property {number} port
 * @property {string} status `starting`, `ready`, `stopping` or empty
 */

/** Above every system's highest process id, so certainly no process. */
const NO_PROCESS = 2_147_483_646

/**
 * @param {string} dataDir
 * @returns {PostmasterFile | null} null when there is none: no server, or it ended properly
 * @throws when the data folder belongs to somebody else
 */
export function readPostmasterFile(dataDir) {
  let text
  try {
    text = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    throw error
  }
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (Number.isNaN(pid)) return null
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), status: (lines[7] ?? '').trim() }
}

/**
 * Frees a data folder whose `postmaster.pid` names a process that is not
 * PostgreSQL: after a crash its id went to somebody else, and PostgreSQL would
 * refuse to start for as long as that process lives.
 *
 * The file stays and only the id changes, to one that cannot exist. PostgreSQL
 * then decides itself, by the shared memory segment named in the same file,
 * whether anything of the old server still works on the data.
 *
 * @param {string} dataDir
 */
export function disownPostmasterFile(dataDir) {
  const path = join(dataDir, 'postmaster.pid')
  const [, ...rest] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [String(NO_PROCESS), ...rest].join('\n'))
}

/**
 * Whether a process works in a data folder, as every PostgreSQL process does.
 *
 * @param {number} pid
 * @param {string} dataDir
 * @returns {boolean | null} null where the system does not tell
 */
export function worksIn(pid, dataDir) {
  if (process.platform !== 'linux') return null
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
  } catch {
    return null
  }
}
