import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { AuditLog } from '../audit/audit_log.js'
import { AccountCreation } from '../identity/operators/account_creation.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { Passwords } from '../identity/passwords/passwords.js'
import { typedPassword } from './typed_password.js'
import { OperatorCommand } from './operator_command.js'

/** Makes an account, the first one of a new site for example. */
export default class UserCreate extends OperatorCommand {
  static override commandName = 'user:create'
  static override description = 'Make an account; its address counts as confirmed'
  static override help = [
    'Who may do everything; the password is asked for:',
    '  {{ binaryName }} user:create guido --email=guido@python.org --superuser',
    'From a script:',
    '  echo "$PASSWORD" | {{ binaryName }} user:create guido --email=guido@python.org --password-stdin',
  ]

  @args.string({ description: 'Username' })
  declare username: string

  @flags.string({ description: 'E-mail address' })
  declare email?: string

  @flags.boolean({ description: 'May open the administration' })
  declare staff: boolean

  @flags.boolean({ description: 'May do everything' })
  declare superuser: boolean

  @flags.boolean({
    description: 'Ask for a password; --no-password for who signs in without',
    default: true,
    showNegatedVariantInHelp: true,
  })
  declare password: boolean

  @flags.boolean({ description: 'Read the password from standard input' })
  declare passwordStdin: boolean

  protected override async work(): Promise<void> {
    const { username, email } = this
    if (!email) throw new OperatorMistake('An account needs an address: --email=…')
    const passwords = await this.app.container.make(Passwords)
    const creation = new AccountCreation(passwords, await this.app.container.make(AuditLog))
    await creation.check({ username, email })
    const password = await typedPassword(this, { username, email })
    const flagsOfUser = { isStaff: Boolean(this.staff || this.superuser), isSuperuser: Boolean(this.superuser) }
    const user = await creation.create({ username, email, password, ...flagsOfUser }, consoleOrigin())
    this.logger.success(`${user.username} is account ${user.id}`)
  }
}
