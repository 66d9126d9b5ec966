import { closestNames } from '../../plugins/closest_names.js'
import type { FeatureSubject } from '../feature_subject.js'
import { GroupsRule } from './groups_rule.js'
import { PercentageRule } from './percentage_rule.js'
import { RuleError, type AudienceRule, type TimeRule } from './rule.js'
import { TimeWindowRule, type TimeWindow } from './time_window_rule.js'
import { UsersRule } from './users_rule.js'

/** Rules as they stand in the database and as commands and forms hand them over. None means: for everybody, always. */
export interface FeatureRules {
  /** From 0 to 100; who is in stays in when it grows. */
  percentage?: number
  /** Ids of users. */
  users?: readonly number[]
  /** Names of groups. */
  groups?: readonly string[]
  /** When the feature is on at all. */
  window?: TimeWindow
}

/** Why a rule set lets somebody in (the first four) or does not. */
export type RuleMatch = 'everybody' | 'users' | 'groups' | 'percentage' | 'outside_window' | 'not_in_audience'

/** Percentage comes last: only it needs to know a visitor, which may cost a cookie. */
const AUDIENCE = { users: UsersRule, groups: GroupsRule, percentage: PercentageRule } as const
const KINDS = [...Object.keys(AUDIENCE), 'window']

function refuseUnknownKinds(rules: object): void {
  const unknown = Object.keys(rules).find((kind) => !KINDS.includes(kind))
  if (unknown === undefined) return
  const near = closestNames(unknown, KINDS)
  const hint = near.length ? `did you mean ${near.join(' or ')}?` : `there are ${KINDS.join(', ')}.`
  throw new RuleError(`There is no rule "${unknown}"; ${hint}`)
}

/** The rules of one feature: audience rules widen (one match is enough), time windows narrow (all must hold). */
export class RuleSet {
  /** No rule at all. */
  static readonly none = new RuleSet([], [])

  readonly #audience: readonly AudienceRule[]
  readonly #times: readonly TimeRule[]
  readonly #isForAll: boolean

  private constructor(audience: readonly AudienceRule[], times: readonly TimeRule[]) {
    this.#audience = audience
    this.#times = times
    this.#isForAll = audience.length === 0 || audience.some((rule) => rule.isForAll)
  }

  /**
   * @param rules - what stands in the database or was typed
   * @returns the rules, ready to be asked
   * @throws RuleError with a sentence for the operator
   */
  static read(rules: unknown): RuleSet {
    if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
      throw new RuleError(`Rules must be an object such as {"percentage": 10} and not ${JSON.stringify(rules)}.`)
    }
    refuseUnknownKinds(rules)
    const values = rules as Record<string, unknown>
    const audience = Object.entries(AUDIENCE)
      .filter(([kind]) => values[kind] !== undefined)
      .map(([kind, Rule]) => Rule.read(values[kind]))
    const times = values.window === undefined ? [] : [TimeWindowRule.read(values.window)]
    return audience.length + times.length === 0 ? RuleSet.none : new RuleSet(audience, times)
  }

  /** True when the answer may depend on who asks. */
  get isTargeted(): boolean {
    return !this.#isForAll
  }

  /** True when everybody is let in at all times. */
  get isOpen(): boolean {
    return this.#isForAll && this.#times.length === 0
  }

  /**
   * @param key - the feature that the rules belong to
   * @param subject - who asks
   * @returns why the subject is in or out, now
   */
  match(key: string, subject: FeatureSubject): RuleMatch {
    if (this.#times.length > 0 && !this.holds(Date.now())) return 'outside_window'
    if (this.#isForAll) return 'everybody'
    for (const rule of this.#audience) if (rule.includes(key, subject)) return rule.name
    return 'not_in_audience'
  }

  /** @param now - milliseconds since 1970 */
  holds(now: number): boolean {
    return this.#times.every((rule) => rule.holds(now))
  }

  /**
   * @param now - milliseconds since 1970
   * @returns when a window opens or closes next, or null when never
   */
  nextEdge(now: number): number | null {
    const edges = this.#times.map((rule) => rule.nextEdge(now)).filter((edge) => edge !== null)
    return edges.length === 0 ? null : Math.min(...edges)
  }

  /** The rules in one canonical form, whatever the order they were written in. */
  toJSON(): FeatureRules {
    return Object.fromEntries([...this.#audience, ...this.#times].map((rule) => [rule.name, rule.toJSON()]))
  }

  /** The rules in an operator's words; empty without rules. */
  toString(): string {
    const audience = this.#audience.map(String).join(' or ')
    return [audience, ...this.#times.map(String)].filter(Boolean).join(', ')
  }
}

/**
 * @param match - what a rule set said
 * @returns true when it lets the subject in
 */
export function letsIn(match: RuleMatch): boolean {
  return match !== 'outside_window' && match !== 'not_in_audience'
}
