import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Exception } from '@adonisjs/core/exceptions'
import type { HashDriverContract } from '@adonisjs/core/types/hash'

/** In UTF-16 code units. Whoever sends megabytes wants the site to hash them. */
export const LONGEST_PASSWORD = 1024

/** What passwords are made and checked with. */
export interface PasswordSettings {
  /** Makes every new hash. */
  current: HashDriverContract
  /** Only check the hashes that earlier systems left. */
  earlier: readonly HashDriverContract[]
  /** Milliseconds before which no refusal is told, longer than any hasher takes. */
  refusalAfterMs: number
}

/** A password that is too long to be hashed. */
export class PasswordTooLong extends Exception {
  static override status = 422
  static override code = 'E_PASSWORD_TOO_LONG'
  static override message = `A password has at most ${LONGEST_PASSWORD.toLocaleString('en')} characters.`
}

/**
 * Hashes passwords and checks them. A password is the UTF-8 bytes of what was typed, neither trimmed nor normalised:
 * Django hashed those bytes, and a hash of others would not match.
 *
 * @example
 * const passwords = await app.container.make(Passwords)
 * if (!(await passwords.verify(user?.password, password))) return refuse()
 * if (passwords.needsRehash(user.password)) await user.merge({ password: await passwords.make(password) }).save()
 */
export class Passwords {
  readonly #settings: PasswordSettings
  #decoy: Promise<string> | null = null

  /** @param settings - the hashers, and when refusals are told */
  constructor(settings: PasswordSettings) {
    this.#settings = settings
  }

  /**
   * @param plain - the password as it was typed
   * @returns its hash, with the salt and what else is needed to check it
   * @throws PasswordTooLong
   */
  async make(plain: string): Promise<string> {
    if (plain.length > LONGEST_PASSWORD) throw new PasswordTooLong()
    return this.#settings.current.make(plain)
  }

  /**
   * Checks a password. A refusal tells nothing by its time: an account that does not exist, or has no password, costs
   * one check as well, and no refusal comes early, since hashes of different ages take different times.
   *
   * @param hash - of the account; null or undefined when there is no account, or it has no password
   * @param plain - the password as it was typed
   * @returns true when they belong together; false also for a hash that nobody here can read
   */
  async verify(hash: string | null | undefined, plain: string): Promise<boolean> {
    const asked = performance.now()
    // Made in any case, so that the first unknown account is not told by the time of making it.
    const decoy = await this.#decoyHash()
    const tried = plain.slice(0, LONGEST_PASSWORD)

    const hasher = hash ? this.#hasherOf(hash) : undefined
    const matches = hasher
      ? await hasher.verify(hash!, tried)
      : await this.#settings.current.verify(decoy, tried).then(() => false)
    if (matches && tried === plain) return true
    await wait(Math.max(0, this.#settings.refusalAfterMs - (performance.now() - asked)))
    return false
  }

  /**
   * @param hash - of a password that was right just now
   * @returns true when it should be hashed anew: it came from Django, or was made with parameters of another time
   */
  needsRehash(hash: string): boolean {
    const { current } = this.#settings
    return !current.isValidHash(hash) || current.needsReHash(hash)
  }

  #hasherOf(hash: string): HashDriverContract | undefined {
    return [this.#settings.current, ...this.#settings.earlier].find((hasher) => hasher.isValidHash(hash))
  }

  /** The hash of a password that nobody knows. */
  #decoyHash(): Promise<string> {
    this.#decoy ??= this.#settings.current.make(randomBytes(32).toString('base64'))
    return this.#decoy
  }
}
