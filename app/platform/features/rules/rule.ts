import type { FeatureSubject } from '../feature_subject.js'

/** A rule says something that cannot be meant; the message is for the operator who wrote it. */
export class RuleError extends Error {
  override name = 'RuleError'
}

/** Lets some people in. Several of these widen: who matches one of them is in. */
export interface AudienceRule {
  readonly name: 'users' | 'groups' | 'percentage'
  /** True when the answer is the same for everybody. */
  readonly isForAll: boolean
  /**
   * @param key - the feature that the rule belongs to
   * @param subject - who asks
   */
  includes(key: string, subject: FeatureSubject): boolean
  /** The rule as it stands in the database. */
  toJSON(): unknown
  /** The rule in an operator's words. */
  toString(): string
}

/** Holds at some times. Several of these narrow: all must hold. */
export interface TimeRule {
  readonly name: 'window'
  /** @param now - milliseconds since 1970 */
  holds(now: number): boolean
  /**
   * @param now - milliseconds since 1970
   * @returns when the answer of `holds` changes next, or null when never
   */
  nextEdge(now: number): number | null
  /** The rule as it stands in the database. */
  toJSON(): unknown
  /** The rule in an operator's words. */
  toString(): string
}
