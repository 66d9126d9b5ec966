import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { HomeArrangement } from '../home/home_arrangement.js'
import { OperatorCommand } from './operator_command.js'

/** Takes a section off the home page; its plugin stays on. */
export default class HomeHide extends OperatorCommand {
  static override commandName = 'home:hide'
  static override description = 'Hide a section of the home page; its plugin stays on'

  @args.string({ description: 'Key of the section, as home:list shows it' })
  declare key: string

  protected override async work(): Promise<void> {
    const home = await this.app.container.make(HomeArrangement)
    const isChanged = await home.hide(this.key, consoleOrigin())
    if (isChanged) this.logger.success(`${this.key} is hidden`)
    else this.logger.info(`${this.key} was hidden already`)
  }
}
