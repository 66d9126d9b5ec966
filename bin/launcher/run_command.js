import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @typedef {object} CommandOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [shell] run by the shell, as Windows needs for `npm`
 */

/**
 * Runs a command in the terminal's foreground, as if the person had typed it,
 * and waits for it. Signals meant for it are passed on.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it, like a shell says it
 * @throws when the program cannot be started
 * @example
 * process.exitCode = await runInForeground(node, ['ace.js', 'list'], { cwd: root, env: process.env })
 */
export function runInForeground(file, args, { cwd, env, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, shell, stdio: 'inherit' })
    const stopForwarding = forwardSignals(child)
    child.once('error', (error) => {
      stopForwarding()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      stopForwarding()
      resolve(exitCodeOf(code, signal))
    })
  })
}

/**
 * The one number for how a process ended.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
export function exitCodeOf(code, signal) {
  if (code !== null) return code
  return 128 + (signal === null ? 0 : constants.signals[signal])
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} call it when the child has ended
 */
function forwardSignals(child) {
  // In a terminal Ctrl-C reaches the whole foreground group, the child included;
  // a second copy from us would count as "pressed twice" (a REPL quits on that).
  const forwardInterrupt = () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  }
  const forwardTerminate = () => child.kill('SIGTERM')
  const forwardHangup = () => child.kill('SIGHUP')
  process.on('SIGINT', forwardInterrupt)
  process.on('SIGTERM', forwardTerminate)
  process.on('SIGHUP', forwardHangup)
  return () => {
    process.off('SIGINT', forwardInterrupt)
    process.off('SIGTERM', forwardTerminate)
    process.off('SIGHUP', forwardHangup)
  }
}
