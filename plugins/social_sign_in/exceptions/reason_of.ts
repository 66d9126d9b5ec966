/** How deep causes are followed. */
const DEEPEST = 3

/**
 * What went wrong at a provider, for the log: sentences and codes alone, because errors of the libraries carry answers of
 * the provider with them, tokens and people's data too.
 *
 * @param thrown - by a library
 * @returns one line, e.g. `fetch failed: connect ECONNREFUSED (ECONNREFUSED)`; undefined when nothing was thrown
 */
export function reasonOf(thrown: unknown): string | undefined {
  const parts: string[] = []
  let error = thrown
  while (error instanceof Error && parts.length < DEEPEST) {
    const { code } = error as { code?: unknown }
    parts.push(typeof code === 'string' ? `${error.message} (${code})` : error.message)
    error = error.cause
  }
  return parts.length ? parts.join(': ').slice(0, 500) : undefined
}
