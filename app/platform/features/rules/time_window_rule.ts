import { DateTime } from 'luxon'
import { RuleError, type TimeRule } from './rule.js'

/** From and until when a feature is on, as it stands in the database: ISO 8601, at least one of the two. */
export interface TimeWindow {
  from?: string
  until?: string
}

function readMoment(value: unknown, side: 'from' | 'until'): number | null {
  if (value === undefined || value === null) return null
  const moment = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'utc' }) : null
  if (moment?.isValid) return moment.toMillis()
  throw new RuleError(
    `"${side}" must be a date and time such as 2025-10-07T12:00:00Z and not ${JSON.stringify(value)}.`
  )
}

function inWords(moment: number): string {
  return DateTime.fromMillis(moment, { zone: 'utc' }).toFormat("d MMMM yyyy HH:mm 'UTC'", { locale: 'en-GB' })
}

/** Holds from one moment, up to but not including another. */
export class TimeWindowRule implements TimeRule {
  readonly name = 'window'
  readonly #from: number | null
  readonly #until: number | null

  /**
   * @param from - first millisecond since 1970, or null for "since ever"
   * @param until - first millisecond after the end, or null for "for ever"
   */
  constructor(from: number | null, until: number | null) {
    this.#from = from
    this.#until = until
  }

  /**
   * @param value - what stands in the database or was typed; a moment without a zone is in UTC
   * @throws RuleError when there is no moment in it, one cannot be read, or it ends before it begins
   */
  static read(value: unknown): TimeWindowRule {
    const { from: first, until: last } = (value ?? {}) as Record<string, unknown>
    const from = readMoment(first, 'from')
    const until = readMoment(last, 'until')
    if (from === null && until === null) throw new RuleError('A time window needs "from", "until", or both.')
    if (from !== null && until !== null && from >= until) {
      throw new RuleError(`A time window must end after it begins: ${inWords(from)} is not before ${inWords(until)}.`)
    }
    return new TimeWindowRule(from, until)
  }

  holds(now: number): boolean {
    return (this.#from === null || now >= this.#from) && (this.#until === null || now < this.#until)
  }

  nextEdge(now: number): number | null {
    if (this.#from !== null && now < this.#from) return this.#from
    if (this.#until !== null && now < this.#until) return this.#until
    return null
  }

  toJSON(): TimeWindow {
    return {
      ...(this.#from === null ? {} : { from: new Date(this.#from).toISOString() }),
      ...(this.#until === null ? {} : { until: new Date(this.#until).toISOString() }),
    }
  }

  toString(): string {
    const from = this.#from === null ? '' : `from ${inWords(this.#from)}`
    const until = this.#until === null ? '' : `until ${inWords(this.#until)}`
    return [from, until].filter(Boolean).join(' ')
  }
}
