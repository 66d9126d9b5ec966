import { spawn } from 'node:child_process'

import { LauncherError } from './launcher_error.js'
import { exitCodeOf } from './run_command.js'
import { waitUntil } from './wait_until.js'

const DIE_WITH_PARENT = new URL('./die_with_parent.js', import.meta.url).href

/**
 * @typedef {object} Child
 * @property {number | undefined} pid
 * @property {Promise<number>} exited its exit code, 128 + n for signal n
 * @property {() => Promise<void>} stop SIGTERM to it and its own children, and SIGKILL after the deadline
 * @property {() => void} kill SIGKILL to it and all its own children
 */

/**
 * @typedef {object} ChildOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [deadlineMs] how long it may take to stop, in milliseconds
 * @property {number} [output] descriptor of the open file that takes all it prints; the launcher's own output without it
 * @property {string} [input] what it reads from its standard input; nothing without it
 */

/**
 * Starts a Node script in a process group of its own: a Ctrl-C in the terminal
 * reaches the launcher only, which then decides the order. It ends when the
 * launcher ends, even by kill -9 (see die_with_parent.js).
 *
 * @param {string} node path of the Node program
 * @param {string[]} args Node's arguments: flags, script, the script's arguments
 * @param {ChildOptions} options
 * @returns {Child}
 * @example
 * const server = startChild(node, ['bin/server.js'], { cwd, env })
 */
export function startChild(node, args, { cwd, env, deadlineMs = 5_000, output, input }) {
  const child = spawn(node, [`--import=${DIE_WITH_PARENT}`, ...args], {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: [input === undefined ? 'ignore' : 'pipe', output ?? 'inherit', output ?? 'inherit', 'ipc'],
  })
  // One that ends before it has read everything says so by its exit code.
  child.stdin?.on('error', () => {}).end(input)
  let hasExited = false
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      hasExited = true
      resolve(exitCodeOf(code, signal))
    })
  })
  // Who only stops a child need not hear of its failure to start.
  exited.catch(() => {})
  const kill = () => {
    if (!hasExited) signalGroup(child, 'SIGKILL')
  }
  const stop = async () => {
    if (hasExited) return
    signalGroup(child, 'SIGTERM')
    if ((await waitUntil(() => hasExited, { timeoutMs: deadlineMs })) === null) kill()
    await exited.catch(() => {})
  }
  return { pid: child.pid, exited, stop, kill }
}

/**
 * Runs a Node script as a child of a launcher until it ends by itself.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {[node: string, ...args: string[]]} command path of the Node program, then its arguments
 * @param {ChildOptions} options
 * @returns {Promise<number>} its exit code
 * @example
 * const exitCode = await runChild(lifetime, [node, 'ace.js', 'list'], { cwd: root, env })
 */
export async function runChild(lifetime, [node, ...args], options) {
  const child = await openChild(lifetime, [node, ...args], options)
  return child.exited
}

/**
 * Starts a Node script that the launcher stops in the end.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {[node: string, ...args: string[]]} command
 * @param {ChildOptions} options
 * @returns {Promise<Child>}
 * @throws {LauncherError} when the launcher is stopping already
 */
export async function openChild(lifetime, [node, ...args], options) {
  if (lifetime.isStopping) throw new LauncherError('Nothing is started any more: stopping.')
  return lifetime.open(Promise.resolve(startChild(node, args, options)))
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function signalGroup(child, signal) {
  if (process.platform === 'win32' || child.pid === undefined) child.kill(signal)
  else process.kill(-child.pid, signal)
}
