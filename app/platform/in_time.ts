/**
 * Waits for work that may hang, such as a question to another server. The work itself goes on: whoever can be told to stop
 * takes an AbortSignal instead.
 *
 * @param work - that is under way
 * @param patience - milliseconds that it gets
 * @returns what came of it
 * @throws what it throws, and an Error when it takes longer
 * @example
 * const answer = await inTime(server.ask('weather'), 3_000)
 */
export async function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${patience} ms`)), patience)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
