import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** What commands about one entry share. */
export abstract class EntryCommand extends OperatorCommand {
  @args.string({ description: 'Key of the entry, as navigation:list shows it' })
  declare key: string

  @flags.string({ description: 'main, footer, account or guest', default: 'main' })
  declare menu: string
}
