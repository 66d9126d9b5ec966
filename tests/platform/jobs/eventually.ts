import { setTimeout as wait } from 'node:timers/promises'

/** How long it may take, and how often it is asked for, in milliseconds. */
export interface Patience {
  withinMs?: number
  everyMs?: number
}

/**
 * Waits for a state.
 *
 * @param isSo - asks for it
 * @param patience - 10 seconds, asked for every 20 ms, unless said
 * @throws Error when it is not
 */
export async function eventually(
  isSo: () => Promise<boolean> | boolean,
  { withinMs = 10_000, everyMs = 20 }: Patience = {}
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Not so after ${withinMs} ms: ${isSo.toString()}`)
    await wait(everyMs)
  }
}
