import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { HomeArrangement } from '../home/home_arrangement.js'
import { OperatorCommand } from './operator_command.js'

/** Brings a hidden section back to the home page. */
export default class HomeShow extends OperatorCommand {
  static override commandName = 'home:show'
  static override description = 'Show a section of the home page again'

  @args.string({ description: 'Key of the section, as home:list shows it' })
  declare key: string

  protected override async work(): Promise<void> {
    const home = await this.app.container.make(HomeArrangement)
    const isChanged = await home.show(this.key, consoleOrigin())
    if (isChanged) this.logger.success(`${this.key} is shown`)
    else this.logger.info(`${this.key} was shown already`)
  }
}
