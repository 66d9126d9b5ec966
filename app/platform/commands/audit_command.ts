import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { AuditLog } from '../audit/audit_log.js'
import { databaseTrouble } from './database_trouble.js'

/** A mistake of the operator; its message says what to type instead. */
export class AuditCommandMistake extends Error {}

/** What commands about the audit log share: errors that an operator can read, and exit code 1 for them. */
export abstract class AuditCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  /** What the command does. */
  protected abstract work(audit: AuditLog): Promise<void>

  override async run(): Promise<void> {
    const audit = await this.app.container.make(AuditLog)
    await this.work(audit).catch((error: unknown) => this.#complain(error))
  }

  #complain(error: unknown): void {
    this.exitCode = 1
    const isMistake = error instanceof AuditCommandMistake
    const sentence = isMistake ? error.message : databaseTrouble(error, process.env.DATABASE_URL ?? '')
    if (sentence === null) throw error
    this.logger.error(sentence)
  }
}
