import { availableParallelism } from 'node:os'
import { Exception } from '@adonisjs/core/exceptions'

/** Decoding and encoding keep a core busy, and the site has to answer meanwhile. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1))

/** Who comes behind so many others is asked to come back. */
const MOST_WAITING = 200

/** So many pictures are wanted at once that one more would only wait. */
export class TooMuchImageWork extends Exception {
  static override status = 503
  static override code = 'E_TOO_MUCH_IMAGE_WORK'
  static override message = 'Too many pictures are being prepared right now. Try again in a minute.'
  /** Seconds. */
  readonly retryAfter = 60
}

let running = 0
const waiting: (() => void)[] = []

/**
 * Runs work on pictures, few at a time; the rest waits for its turn.
 *
 * @param work - decodes, resizes or encodes
 * @returns what it returns
 * @throws TooMuchImageWork
 * @example
 * await imageWork(() => sharp(bytes).resize(320).webp().toBuffer())
 */
export async function imageWork<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new TooMuchImageWork()
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // Who comes next takes over the place of who leaves.
    if (next) next()
    else running -= 1
  }
}
