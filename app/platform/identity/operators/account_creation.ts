import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import type { AuditLog } from '../../audit/main.js'
import type { Author } from '../author.js'
import { User } from '../models/user.js'
import type { Passwords } from '../passwords/passwords.js'
import { OperatorMistake } from './operator_mistake.js'

/** As on python.org: ASCII letters and digits, and these. */
const USERNAME = /^[A-Za-z0-9@.+_-]{1,150}$/

/** An account that an operator makes. */
export interface NewAccount {
  username: string
  email: string
  /** Null for who signs in without one. */
  password: string | null
  isStaff: boolean
  isSuperuser: boolean
}

/** Makes accounts by an operator's hand. */
export class AccountCreation {
  readonly #passwords: Passwords
  readonly #audit: AuditLog

  /**
   * @param passwords - hashes them
   * @param audit - is told of the account
   */
  constructor(passwords: Passwords, audit: AuditLog) {
    this.#passwords = passwords
    this.#audit = audit
  }

  /**
   * @param wanted - name and address
   * @throws OperatorMistake when one of them is wrong or taken
   */
  async check({ username, email }: Pick<NewAccount, 'username' | 'email'>): Promise<void> {
    if (!USERNAME.test(username)) {
      throw new OperatorMistake(`"${username}" cannot be a username: up to 150 letters, digits and @ . + - _ only.`)
    }
    if (email.length > 254 || !vine.helpers.isEmail(email)) {
      throw new OperatorMistake(`"${email}" is no e-mail address; give one with --email=…`)
    }
    const taken = await User.query().whereRaw('lower(username) = lower(?)', [username]).first()
    if (taken) throw new OperatorMistake(`There is an account "${taken.username}" already.`)
    const owner = await User.query().whereRaw('lower(email) = lower(?)', [email]).first()
    if (owner) throw new OperatorMistake(`The address ${email} belongs to "${owner.username}".`)
  }

  /**
   * @param account - checked before; its address counts as confirmed, since the operator vouches for it
   * @param by - who makes it
   * @returns the account
   */
  async create(account: NewAccount, by: Author): Promise<User> {
    const password = account.password === null ? null : await this.#passwords.make(account.password)
    return db.transaction(async (trx) => {
      const user = await User.create(
        { ...account, password, isActive: true, emailVerifiedAt: DateTime.utc() },
        { client: trx }
      )
      const { username, email, isStaff, isSuperuser } = user
      const after = { username, email, is_staff: isStaff, is_superuser: isSuperuser }
      const subject = { type: 'user', id: user.id, label: username }
      await this.#audit.record({ by, action: 'platform.user.create', subject, after }, trx)
      return user
    })
  }
}
