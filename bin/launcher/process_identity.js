import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A process id alone does not name a process: ids are given out again. Together
 * with the moment its process started it does.
 *
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} startedAt opaque; only ever compared
 */

/** @type {string | undefined} */
let bootId

/**
 * The identity of a living process.
 *
 * @param {number} pid
 * @returns {ProcessIdentity | null} null when there is no such process, or only its zombie
 * @example
 * const me = identify(process.pid)
 */
export function identify(pid) {
  const startedAt = startMark(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/**
 * The identity of this process.
 *
 * @returns {ProcessIdentity}
 */
export function identifySelf() {
  return identify(process.pid) ?? { pid: process.pid, startedAt: 'unknown' }
}

/**
 * Whether exactly this process still runs: not its zombie, and no other that
 * was given its id later.
 *
 * @param {ProcessIdentity} identity
 * @returns {boolean}
 * @example
 * if (!isRunning(lock.holder)) breakLock()
 */
export function isRunning({ pid, startedAt }) {
  return startMark(pid) === startedAt
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function startMark(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') return linuxStartMark(pid)
  if (process.platform === 'win32') return answersSignals(pid) ? 'running' : null
  return posixStartMark(pid)
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function linuxStartMark(pid) {
  let stat
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  // The second field is the program's name in brackets and may itself hold
  // spaces and brackets; the fields after the last one are safe to split.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0]
  const startTicks = fields[19]
  // A zombie has ended; in a container whose first process collects nobody's
  // children it would otherwise look alive for ever.
  if (state === 'Z' || state === 'X') return null
  // Ticks count from boot, so the same number can come back after a reboot.
  bootId ??= readBootId()
  return `${bootId}:${startTicks}`
}

/** @returns {string} */
function readBootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'boot'
  }
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function posixStartMark(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    const [state = '', ...started] = line.split(/\s+/)
    return state === '' || state.startsWith('Z') ? null : started.join(' ')
  } catch {
    return null
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function answersSignals(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
