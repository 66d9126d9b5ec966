import { inject } from '@adonisjs/core'
import { formError } from '@pydotorg/platform/http'
import { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import type { TemplatedMail } from '@pydotorg/platform/mail'
import type { Infer } from '@vinejs/vine/types'
import type { newAccountForm } from '#validators/new_account'
import { isConflict, isTaken, ownerOf } from '#services/accounts'
import { tellOwner } from '#services/address_taken'
import { EmailConfirmation } from '#services/email_confirmation'
import { MailedLinks } from '#services/mailed_links'
import { isReserved } from '#services/usernames'

/** A taken username is told: profiles are public. A taken address is told to its owner alone. */
export const usernameTaken = (): Error => formError('username', 'This username is taken. Choose another one.', 'unique')

/** Makes accounts of people who sign up by themselves. */
@inject()
export class SignUp {
  readonly #passwords: Passwords
  readonly #confirmation: EmailConfirmation
  readonly #mailed: MailedLinks

  /**
   * @param passwords - hashes them
   * @param confirmation - asks for the address to be confirmed
   * @param mailed - the links that stand in mails
   */
  constructor(passwords: Passwords, confirmation: EmailConfirmation, mailed: MailedLinks) {
    this.#passwords = passwords
    this.#confirmation = confirmation
    this.#mailed = mailed
  }

  /**
   * @param wish - checked by `newAccountForm`
   * @returns what to mail once the answer is out; the answer is the same whether the address was free or not
   * @throws a form's error when the username is taken
   */
  async run({ username, email, password }: Infer<typeof newAccountForm>): Promise<() => Promise<TemplatedMail | null>> {
    if (isReserved(username) || (await isTaken(username))) throw usernameTaken()
    // Hashed in any case: the time must not tell whether the address was free.
    const hash = await this.#passwords.make(password)
    const owner = await ownerOf(email)
    if (owner) return () => this.tell(owner)
    try {
      const user = await User.create({ username, email, password: hash })
      return () => this.#confirmation.mailFor(user)
    } catch (error) {
      if (isConflict(error, 'users_username_unique')) throw usernameTaken()
      if (!isConflict(error, 'users_email_unique')) throw error
      return async () => this.tell((await ownerOf(email))!)
    }
  }

  /**
   * @param owner - whose address somebody has typed into a form for new accounts
   * @returns what to mail them
   */
  async tell(owner: User): Promise<TemplatedMail | null> {
    return tellOwner(this.#mailed, owner)
  }
}
