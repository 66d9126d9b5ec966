import type { FeatureSubject } from '../feature_subject.js'
import { RuleError, type AudienceRule } from './rule.js'

/** Lets in the members of these groups. */
export class GroupsRule implements AudienceRule {
  readonly name = 'groups'
  readonly isForAll = false
  readonly #groups: ReadonlySet<string>

  /** @param groups - names of groups */
  constructor(groups: readonly string[]) {
    this.#groups = new Set(groups)
  }

  /**
   * @param value - what stands in the database or was typed
   * @throws RuleError when it is not a list of names
   */
  static read(value: unknown): GroupsRule {
    if (!Array.isArray(value) || !value.every((name) => typeof name === 'string' && name.trim() !== '')) {
      throw new RuleError(`Groups must be a list of names such as staff,editors and not ${JSON.stringify(value)}.`)
    }
    return new GroupsRule(value.map((name: string) => name.trim()))
  }

  includes(_key: string, { groups }: FeatureSubject): boolean {
    return groups !== undefined && groups.some((group) => this.#groups.has(group))
  }

  toJSON(): string[] {
    return [...this.#groups]
  }

  toString(): string {
    return this.#groups.size === 0 ? 'no group' : `groups ${[...this.#groups].join(', ')}`
  }
}
