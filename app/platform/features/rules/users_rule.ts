import type { FeatureSubject } from '../feature_subject.js'
import { RuleError, type AudienceRule } from './rule.js'

/** Lets in the users with these ids. */
export class UsersRule implements AudienceRule {
  readonly name = 'users'
  readonly isForAll = false
  readonly #users: ReadonlySet<number>

  /** @param users - ids of users */
  constructor(users: readonly number[]) {
    this.#users = new Set(users)
  }

  /**
   * @param value - what stands in the database or was typed
   * @throws RuleError when it is not a list of ids
   */
  static read(value: unknown): UsersRule {
    if (!Array.isArray(value) || !value.every((id) => Number.isSafeInteger(id) && id > 0)) {
      throw new RuleError(`Users must be a list of ids such as 1,2 and not ${JSON.stringify(value)}.`)
    }
    return new UsersRule(value as number[])
  }

  includes(_key: string, { userId }: FeatureSubject): boolean {
    return userId !== undefined && this.#users.has(userId)
  }

  toJSON(): number[] {
    return [...this.#users]
  }

  toString(): string {
    return this.#users.size === 0 ? 'no user' : `users ${[...this.#users].join(', ')}`
  }
}
