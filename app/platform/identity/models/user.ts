import { column } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'
import { ACCESS_COLUMNS, accessOf, readAccess, type Access } from '../access.js'

/** Who finds a person in a search of the site. */
export const SEARCH_VISIBILITIES = ['public', 'private'] as const
/** Who reads a person's e-mail address: anybody, who is signed in, nobody. */
export const EMAIL_PRIVACIES = ['public', 'private', 'never'] as const

/**
 * A person with an account. Behaviour kept from python.org: names are unique whatever their case, and a person who is
 * not active cannot sign in, with a password or with a token.
 *
 * @example
 * const user = await User.query().whereRaw('lower(username) = lower(?)', [name]).first()
 */
export class User extends PlatformModel {
  static override table = 'users'

  @column()
  declare username: string

  @column()
  declare email: string

  @column.dateTime()
  declare emailVerifiedAt: DateTime | null

  /** As the hasher wrote it; null for who signs in without a password. */
  @column({ serializeAs: null })
  declare password: string | null

  @column()
  declare firstName: string

  @column()
  declare lastName: string

  @column()
  declare isActive: boolean

  /** May open the administration. */
  @column()
  declare isStaff: boolean

  /** May do everything. */
  @column()
  declare isSuperuser: boolean

  @column.dateTime({ autoCreate: true })
  declare dateJoined: DateTime

  @column.dateTime()
  declare lastLoginAt: DateTime | null

  @column()
  declare bio: string

  @column()
  declare searchVisibility: (typeof SEARCH_VISIBILITIES)[number]

  @column()
  declare emailPrivacy: (typeof EMAIL_PRIVACIES)[number]

  @column()
  declare publicProfile: boolean

  #access: Access | null = null

  /**
   * @param id - a user's id
   * @returns the user with groups and permissions, in one query; null when there is none
   * @throws whatever the database throws
   */
  static async findWithAccess(id: number): Promise<User | null> {
    const user = await this.query().select('users.*', db.raw(ACCESS_COLUMNS)).where('id', id).first()
    if (user) user.#access = accessOf(user.$extras)
    return user
  }

  /** First and last name; empty when the person told neither. */
  get fullName(): string {
    return `${this.firstName} ${this.lastName}`.trim()
  }

  /** What to call the person: their name, else their username. */
  get displayName(): string {
    return this.fullName || this.username
  }

  /**
   * Reads groups and permissions, once; `can` and `groups` need it. Requests have done it for `ctx.auth.user`.
   *
   * @returns this user
   * @throws whatever the database throws
   * @example
   * const user = await (await User.findOrFail(id)).loadAccess()
   */
  async loadAccess(): Promise<this> {
    this.#access ??= await readAccess(this.id)
    return this
  }

  /** Names of the person's groups. */
  get groups(): readonly string[] {
    return this.#loaded().groups
  }

  /**
   * @param permission - `<plugin>.<what>`, as a plugin declares it
   * @returns true when the person has it, by themselves or by a group; superusers have all, inactive people none
   * @throws Error when `loadAccess` was not called
   * @example
   * if (user.can('jobs.moderate')) { … }
   */
  can(permission: string): boolean {
    if (!this.isActive) return false
    return this.isSuperuser || this.#loaded().permissions.has(permission)
  }

  #loaded(): Access {
    if (this.#access) return this.#access
    throw new Error('Call `await user.loadAccess()` before asking what a user may do.')
  }
}
