import { flags } from '@adonisjs/core/ace'
import { HomeArrangement } from '../home/home_arrangement.js'
import { OperatorCommand } from './operator_command.js'

/** Shows the sections of the home page in their order. */
export default class HomeList extends OperatorCommand {
  static override commandName = 'home:list'
  static override description = 'List the sections of the home page in their order, also those that nobody sees'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const home = await this.app.container.make(HomeArrangement)
    const sections = (await home.all()).map(({ key, title, place = 'body', isHidden, isOn }) => {
      return { key, title, place, state: stateOf({ isHidden, isOn }) }
    })
    if (this.json) {
      this.logger.log(JSON.stringify(sections, null, 2))
      return
    }
    if (sections.length === 0) return void this.logger.info('no plugin has a section for the home page')
    const table = this.ui.table().head(['Key', 'Title', 'Place', 'State'])
    for (const { key, title, place, state } of sections) table.row([key, title, place, state])
    table.render()
  }
}

function stateOf({ isHidden, isOn }: { isHidden: boolean; isOn: boolean }): string {
  if (isHidden) return isOn ? 'hidden' : 'hidden, plugin is off'
  return isOn ? 'shown' : 'plugin is off'
}
