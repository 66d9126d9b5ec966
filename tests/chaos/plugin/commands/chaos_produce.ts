import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Dispatches numbered jobs, ten at a time. */
export default class ChaosProduce extends BaseCommand {
  static override commandName = 'chaos:produce'
  static override description = 'Dispatch numbered jobs'
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'How many' })
  declare count: string

  @flags.boolean({ description: 'Each in a transaction with a row of its own' })
  declare transactions: boolean

  override async run(): Promise<void> {
    const { default: NoteNumber } = await import('../jobs/note_number.js')
    const db = await this.app.container.make('lucid.db')
    const numbers = Array.from({ length: Number(this.count) }, (_, index) => index).values()
    const produce = async (): Promise<void> => {
      for (const number of numbers) {
        if (!this.transactions) await NoteNumber.dispatch({ number })
        else {
          await db.transaction(async (trx) => {
            await trx.insertQuery().table('chaos_orders').insert({ number })
            await NoteNumber.dispatch({ number }, { trx })
          })
        }
      }
    }
    await Promise.all(Array.from({ length: 10 }, produce))
    this.logger.log(`dispatched ${this.count}`)
  }
}
