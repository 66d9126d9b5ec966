import { readFileSync } from 'node:fs'

import { identify, isRunning } from './process_identity.js'

/** How often to look, in milliseconds. */
const EVERY_MS = 150

/**
 * Calls back when the npm that started this process is gone.
 *
 * npm runs scripts through a shell that passes no signal on: after a SIGTERM to
 * npm the shell just dies, and after kill -9 the shell waits on without npm. Both
 * would leave a site that nobody knows how to stop.
 *
 * @param {() => void} onGone
 * @returns {void}
 * @example
 * watchNpm(() => lifetime.requestStop())
 */
export function watchNpm(onGone) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return
  const parent = process.ppid
  const npm = identify(findNpm(parent) ?? parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || isRunning(npm))) return
    clearInterval(timer)
    onGone()
  }, EVERY_MS)
  timer.unref()
}

/**
 * @param {number} parent process id of the shell, or of npm where the shell has
 *   replaced itself
 * @returns {number | null} null where the system does not tell
 */
function findNpm(parent) {
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')[1] === '-c'
    if (!isShell) return parent
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
