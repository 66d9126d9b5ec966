import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Takes a box away for good. */
export default class BoxesDelete extends OperatorCommand {
  static override commandName = 'boxes:delete'
  static override description = 'Delete a box; pages that show it go on without it'

  @args.string({ description: 'Label, as boxes:list shows it' })
  declare label: string

  protected override async work(): Promise<void> {
    const { deleteBox } = await import('#services/change_box')
    const { default: Box } = await import('#models/box')
    const box = await Box.findBy('label', this.label)
    if (!box) throw new OperatorMistake(`There is no box "${this.label}".`)
    await deleteBox(consoleOrigin(), box.id)
    this.logger.success(`${box.label} is deleted.`)
  }
}
