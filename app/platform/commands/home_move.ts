import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { HomeArrangement } from '../home/home_arrangement.js'
import { OperatorCommand } from './operator_command.js'

/** Moves a section of the home page. */
export default class HomeMove extends OperatorCommand {
  static override commandName = 'home:move'
  static override description = 'Move a section of the home page before another one, or to the end'
  static override help = ['{{ binaryName }} home:move downloads.support --before=downloads.newest']

  @args.string({ description: 'Key of the section, as home:list shows it' })
  declare key: string

  @flags.string({ description: 'Key of the section that it comes to stand before; the end without it' })
  declare before?: string

  protected override async work(): Promise<void> {
    const home = await this.app.container.make(HomeArrangement)
    const isMoved = await home.move(this.key, this.before ?? null, consoleOrigin())
    if (!isMoved) return void this.logger.info(`${this.key} stood there already`)
    this.logger.success(`${this.key} stands ${this.before ? `before ${this.before}` : 'at the end'}`)
  }
}
