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
    setTimeout(killOwnGroup, DEADLINE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // The listener alone would keep a finished process alive.
  process.channel.unref()
}

function killOwnGroup() {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    process.exit(1)
  }
}
