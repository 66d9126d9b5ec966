import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { TimingRefused } from '../jobs/schedules/cron.js'
import { UnknownSchedule } from '../jobs/schedules/schedules.js'
import { databaseTrouble } from './database_trouble.js'

/** A mistake of the operator; its message says what to type instead. */
export class JobCommandMistake extends Error {}

/** What commands about queues and schedules share: errors that an operator can read, and exit code 1 for them. */
export abstract class JobCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  /** What the command does. */
  protected abstract work(): Promise<void>

  override async run(): Promise<void> {
    await this.work().catch((error: unknown) => this.#complain(error))
  }

  #complain(error: unknown): void {
    this.exitCode = 1
    const isMistake = [JobCommandMistake, TimingRefused, UnknownSchedule].some((kind) => error instanceof kind)
    const sentence = isMistake ? (error as Error).message : databaseTrouble(error, process.env.DATABASE_URL ?? '')
    if (sentence === null) throw error
    this.logger.error(sentence)
  }
}
