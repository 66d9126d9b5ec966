import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { AuditLog } from '../audit/audit_log.js'
import { findAccount } from '../identity/operators/find_account.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { Promotion, type Standing } from '../identity/operators/promotion.js'
import { OperatorCommand } from './operator_command.js'

/** Makes somebody staff, a superuser, or a member of groups. */
export default class UserPromote extends OperatorCommand {
  static override commandName = 'user:promote'
  static override description = 'Give an account more to do: staff, superuser, groups; --no-staff takes it away'
  static override help = [
    '{{ binaryName }} user:promote guido --staff --group="Job Board Admin" --group=Editors',
    '{{ binaryName }} user:promote guido --no-superuser --no-staff',
  ]

  @args.string({ description: 'Username or e-mail address' })
  declare username: string

  @flags.boolean({ description: 'May open the administration' })
  declare staff?: boolean

  @flags.boolean({ description: 'May do everything; is staff as well' })
  declare superuser?: boolean

  @flags.array({ description: 'Name of a group to join; may be given several times' })
  declare group?: string[]

  protected override async work(): Promise<void> {
    const { staff, superuser, group: groups } = this
    if (staff === undefined && superuser === undefined && !groups?.length) {
      throw new OperatorMistake('Say what the account becomes: --staff, --superuser or --group=…')
    }
    const standing: Standing = { isStaff: superuser ? true : staff, isSuperuser: superuser, groups }
    const user = await findAccount(this.username)
    const promotion = new Promotion(await this.app.container.make(AuditLog))
    if (await promotion.promote(user, standing, consoleOrigin())) this.logger.success(`${user.username} is promoted`)
    else this.logger.info(`${user.username} was so already`)
  }
}
