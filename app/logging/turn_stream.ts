import { destination } from '@adonisjs/core/logger'

/** What pino writes lines to. */
export interface LineStream {
  write: (line: string) => void
  /** Writes what is held back; pino calls it before a process that met something fatal ends. */
  flushSync: () => void
}

/** Characters that are held back at most. */
const MOST_HELD = 8 * 1024

/**
 * A stream of log lines that goes out once in each turn of the event loop: a busy process answers dozens of requests in
 * one, and a system call for each of their lines costs as much as a page from memory. A process that is killed by force
 * loses the lines of one turn.
 *
 * @param output - file descriptor
 * @returns the stream; it is written out when the process ends
 * @example
 * defineConfig({ loggers: { app: { destination: turnStream(process.stdout.fd) } } })
 */
export function turnStream(output: number): LineStream {
  // Written by `write` alone: its `flushSync` waits for the disk, too, where the log is a file.
  const stream = destination({ dest: output, sync: true })
  let held = ''
  let isWaiting = false
  const flushSync = (): void => {
    isWaiting = false
    if (held === '') return
    const lines = held
    held = ''
    stream.write(lines)
  }
  process.on('exit', flushSync)
  return {
    write: (line) => {
      held += line
      if (held.length >= MOST_HELD) return flushSync()
      if (isWaiting) return
      isWaiting = true
      setImmediate(flushSync)
    },
    flushSync,
  }
}
