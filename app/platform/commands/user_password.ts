import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { findAccount } from '../identity/operators/find_account.js'
import { PasswordChanges } from '../identity/passwords/password_changes.js'
import { typedPassword } from './typed_password.js'
import { OperatorCommand } from './operator_command.js'

/** Gives somebody a new password. */
export default class UserPassword extends OperatorCommand {
  static override commandName = 'user:password'
  static override description = 'Give an account a new password; it is signed out everywhere'

  @args.string({ description: 'Username or e-mail address' })
  declare username: string

  @flags.boolean({
    description: 'Ask for a password; --no-password takes the old one away',
    default: true,
    showNegatedVariantInHelp: true,
  })
  declare password: boolean

  @flags.boolean({ description: 'Read the password from standard input' })
  declare passwordStdin: boolean

  protected override async work(): Promise<void> {
    const user = await findAccount(this.username)
    const { username, email, firstName, lastName } = user
    const password = await typedPassword(this, { username, email, firstName, lastName })
    const changes = await this.app.container.make(PasswordChanges)
    await changes.change(user, { password, by: consoleOrigin() })
    this.logger.success(password === null ? `${username} has no password now` : `${username} has a new password`)
  }
}
