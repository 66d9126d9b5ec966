/** Rows, or jobs, of one batch: few enough that nobody waits for a lock meanwhile. */
export const BATCH = 1_000

/**
 * Does something again until there is no whole batch left to do.
 *
 * @param signal - of the run; asked before each batch
 * @param step - deals with at most `BATCH`, and tells how many there were
 * @returns how many there were altogether
 * @throws the reason of the signal when the run is over, and whatever a step throws
 * @example
 * const gone = await inBatches(signal, () => this.#delete(BATCH))
 */
export async function inBatches(signal: AbortSignal, step: () => Promise<number>): Promise<number> {
  let total = 0
  for (let done = BATCH; done === BATCH; total += done) {
    signal.throwIfAborted()
    done = await step()
  }
  return total
}
