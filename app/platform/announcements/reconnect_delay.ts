/** Milliseconds before the first new attempt, at most. */
const FIRST = 100
/** Milliseconds between attempts, at most. */
const LONGEST = 10_000

/**
 * How long to wait before connecting again: twice as long after each failure, and never the same in two processes, so
 * that they do not all knock at once when the database is back.
 *
 * @param failures - attempts that failed in a row, from 1
 * @returns milliseconds
 */
export function reconnectDelay(failures: number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** (failures - 1))
  return longest / 2 + Math.random() * (longest / 2)
}
