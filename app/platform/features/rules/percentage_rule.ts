import { hash } from 'node:crypto'
import type { FeatureSubject } from '../feature_subject.js'
import { RuleError, type AudienceRule } from './rule.js'

/**
 * Where somebody stands between 0 and 100 for one feature: always at the same place, and at another for another
 * feature, so that the first ten percent are not the same people each time.
 *
 * @param key - the feature
 * @param id - who: a user's or a visitor's id
 * @returns a number from 0 up to, but not including, 100
 */
export function percentile(key: string, id: string): number {
  const head = hash('sha256', `${key}:${id}`, 'hex').slice(0, 8)
  return (Number.parseInt(head, 16) / 2 ** 32) * 100
}

/** Lets in a share of users and visitors. Raising the share keeps those who were in. */
export class PercentageRule implements AudienceRule {
  readonly name = 'percentage'
  readonly #percentage: number

  /** @param percentage - from 0 (nobody) to 100 (everybody); fractions are allowed */
  constructor(percentage: number) {
    this.#percentage = percentage
  }

  /**
   * @param value - what stands in the database or was typed
   * @throws RuleError when it is not a number from 0 to 100
   */
  static read(value: unknown): PercentageRule {
    if (typeof value !== 'number' || !(value >= 0 && value <= 100)) {
      throw new RuleError(`A percentage must be a number from 0 to 100 and not ${JSON.stringify(value)}.`)
    }
    return new PercentageRule(value)
  }

  get isForAll(): boolean {
    return this.#percentage === 100
  }

  includes(key: string, subject: FeatureSubject): boolean {
    if (this.#percentage === 100) return true
    // Before the subject is asked: reading a visitor's id may give the visitor a cookie.
    if (this.#percentage === 0) return false
    const id = subject.userId === undefined ? subject.visitorId : `user:${subject.userId}`
    return id !== undefined && percentile(key, id) < this.#percentage
  }

  toJSON(): number {
    return this.#percentage
  }

  toString(): string {
    return `${this.#percentage} % of visitors`
  }
}
