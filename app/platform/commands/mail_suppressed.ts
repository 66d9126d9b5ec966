import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { Suppressions } from '../mail/lists/suppressions.js'
import { OperatorCommand } from './operator_command.js'

/** Shows who gets no bulk mail. */
export default class MailSuppressedCommand extends OperatorCommand {
  static override commandName = 'mail:suppressed'
  static override description = 'Show the addresses that get no bulk mail, and why'

  @flags.string({ description: 'An address, or its beginning' })
  declare address?: string

  @flags.number({ description: 'At most so many, up to 100', default: 50 })
  declare limit: number

  @flags.string({ description: 'Only addresses behind this one in the alphabet' })
  declare after?: string

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const { address, limit, after } = this
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw new OperatorMistake(`--limit must be a whole number from 1 to 100, and not ${limit}.`)
    }
    const page = await (await this.app.container.make(Suppressions)).page({ address, limit, after })
    if (this.json) return void this.logger.log(JSON.stringify(page, null, 2))
    if (page.suppressions.length === 0) return void this.logger.info('there is no such address')
    const table = this.ui.table().head(['Address', 'Reason', 'Told by', 'Since (UTC)', 'In their words'])
    for (const { address: whose, reason, provider, since, detail } of page.suppressions) {
      const day = DateTime.fromJSDate(since, { zone: 'utc' }).toISODate() ?? ''
      table.row([whose, reason, provider, day, detail.slice(0, 80)])
    }
    table.render()
    if (page.next !== null) this.logger.log(`the next: --after=${page.next}`)
  }
}
