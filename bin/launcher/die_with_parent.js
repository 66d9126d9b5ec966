/**
 * Preloaded into children of the launcher: ends the process when the launcher is
 * gone, also after kill -9, which the launcher itself cannot see coming. Without
 * it an orphan would keep the site's port.
 */
import { isMainThread } from 'node:worker_threads'

/** What an orderly end may take, in milliseconds. */
const DEADLINE_MS = 2_000

if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => signalOwnGroup('SIGKILL'), DEADLINE_MS).unref()
    signalOwnGroup('SIGTERM')
  })
  // The listener alone would keep a finished process alive.
  process.channel.unref()
}

/**
 * The launcher starts each child as the leader of a group, with its own children in it.
 *
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function signalOwnGroup(signal) {
  try {
    process.kill(-process.pid, signal)
  } catch {
    process.exit(1)
  }
}
