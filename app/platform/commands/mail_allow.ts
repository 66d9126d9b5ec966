import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { Suppressions } from '../mail/lists/suppressions.js'
import { OperatorCommand } from './operator_command.js'

/** Has bulk mail sent again to an address that bounced or complained. */
export default class MailAllowCommand extends OperatorCommand {
  static override commandName = 'mail:allow'
  static override description = 'Send bulk mail again to an address that bounced or complained'
  static override help = [
    'The list that the provider keeps has to forget the address, too.',
    '  {{ binaryName }} mail:suppressed --address=ada',
    '  {{ binaryName }} mail:allow ada@example.org',
  ]

  @args.string({ description: 'Whose, as mail:suppressed lists it' })
  declare address: string

  protected override async work(): Promise<void> {
    const suppressions = await this.app.container.make(Suppressions)
    if (!(await suppressions.lift(this.address, consoleOrigin()))) {
      throw new OperatorMistake(`${this.address} is not on the list; mail:suppressed shows who is.`)
    }
    this.logger.success(`${this.address} may get bulk mail again`)
  }
}
