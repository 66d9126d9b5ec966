import string from '@adonisjs/core/helpers/string'

/** Milliseconds, or words such as `30 seconds`, `5 minutes` and `1 day`. */
export type Duration = number | string

/**
 * @param duration - as people write it
 * @returns milliseconds
 * @throws Error when it says no time
 */
export function milliseconds(duration: Duration): number {
  const parsed = typeof duration === 'number' ? duration : string.milliseconds.parse(duration)
  if (Number.isFinite(parsed) && parsed >= 0) return Math.round(parsed)
  throw new Error(`"${duration}" is no duration; write milliseconds, or words such as "5 minutes".`)
}
