import { BaseCommand } from '@adonisjs/core/ace'
import { Exception } from '@adonisjs/core/exceptions'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { errors } from '@vinejs/vine'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { databaseTrouble } from './database_trouble.js'

/**
 * What commands of operators share: errors that they can read, and exit code 1 for them.
 *
 * @example
 * export default class CompaniesDelete extends OperatorCommand {
 *   protected override async work() {
 *     throw new OperatorMistake('There is no such company.')
 *   }
 * }
 */
export abstract class OperatorCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  /** What the command does. What it throws for an operator's mistake is printed. */
  protected abstract work(): Promise<void>

  override async run(): Promise<void> {
    await this.work().catch((error: unknown) => this.#complain(error))
  }

  #complain(error: unknown): void {
    this.exitCode = 1
    if (error instanceof errors.E_VALIDATION_ERROR) return this.#complainOfFields(error.messages)
    const sentence = isMistake(error) ? error.message : databaseTrouble(error, process.env.DATABASE_URL ?? '')
    if (sentence === null) throw error
    this.logger.error(sentence)
  }

  #complainOfFields(messages: readonly { field: string; message: string }[]): void {
    for (const { field, message } of messages) this.logger.error(`${field}: ${message}`)
  }
}

/** What pages would answer with 4xx says what is wrong at a terminal as well. */
function isMistake(error: unknown): error is Error {
  return error instanceof OperatorMistake || (error instanceof Exception && error.status >= 400 && error.status < 500)
}
