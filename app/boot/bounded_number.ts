/**
 * A rule of start/env.ts: a number within bounds, or nothing.
 *
 * @param least - the smallest that makes sense
 * @param most - the largest
 * @returns the rule; it throws an Error that names the variable
 * @example
 * RATELIMIT_WINDOW: boundedNumber(1, 3600)
 */
export function boundedNumber(least: number, most: number) {
  return (name: string, value?: string): number | undefined => {
    if (value === undefined || value.trim() === '') return undefined
    const number = Number(value)
    if (number >= least && number <= most) return number
    throw new Error(`${name} must be a number from ${least} to ${most}, and not "${value}"`)
  }
}
