import { args, flags } from '@adonisjs/core/ace'
import { AuditLog } from '../audit/audit_log.js'
import { consoleOrigin } from '../audit/audit_origin.js'
import { GroupPermissions } from '../identity/operators/group_permissions.js'
import { knownPermissions } from '../identity/operators/known_permissions.js'
import { PluginRegistry } from '../plugins/main.js'
import { OperatorCommand } from './operator_command.js'

/** Makes a group, or changes what its members may do; people join it by user:promote. */
export default class GroupSet extends OperatorCommand {
  static override commandName = 'group:set'
  static override description = 'Make a group of people, or say anew what its members may do'
  static override help = [
    '{{ binaryName }} group:set "Job Board Admin" --permission=jobs.moderate',
    '{{ binaryName }} group:set Editors            without any permission',
  ]

  @args.string({ description: 'Name of the group' })
  declare group: string

  @flags.array({ description: 'What its members may do, <plugin>.<what>; may be given several times' })
  declare permission?: string[]

  protected override async work(): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    const permissions = new GroupPermissions(
      Object.keys(knownPermissions(plugins)),
      await this.app.container.make(AuditLog)
    )
    const isChanged = await permissions.set(this.group, this.permission ?? [], consoleOrigin())
    if (isChanged) this.logger.success(`${this.group} is set`)
    else this.logger.info(`${this.group} was so already`)
  }
}
