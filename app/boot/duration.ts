import { milliseconds } from '@pydotorg/platform/jobs/duration'

/**
 * A rule of start/env.ts: how long something is kept, in words.
 *
 * @param least - the shortest that makes sense, e.g. `1 hour`
 * @returns the rule; it gives milliseconds, and throws an Error that names the variable
 * @example
 * MAIL_LOG_KEPT_FOR: duration('1 day')
 */
export function duration(least: string) {
  return (name: string, value?: string): number | undefined => {
    if (value === undefined || value.trim() === '') return undefined
    const parsed = /^\d+ [a-z]+$/.test(value.trim()) ? milliseconds(value.trim()) : Number.NaN
    if (parsed >= milliseconds(least)) return parsed
    throw new Error(`${name} must be a duration of at least ${least}, such as "30 days", and not "${value}"`)
  }
}
