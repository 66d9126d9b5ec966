import { basename, resolve } from 'node:path'
import { args, BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import type { ImportReport } from '#services/import/import_report'

const NOTHING_READ = 1
const SOME_ROWS_BAD = 2

/** Reads the memberships of python.org from a dump of its database. */
export default class MembershipsImport extends BaseCommand {
  static override commandName = 'memberships:import'
  static override description = 'Import memberships of the PSF from a dump of python.org'
  static override help = [
    'On python.org:  manage.py dumpdata users.membership --output memberships.json',
    'Here:           {{ binaryName }}memberships:import memberships.json',
    '',
    'Accounts must be in before: user:import. Rows of other models in the file are passed over.',
    'Exit code: 0 everything is in, 1 the file cannot be read, 2 some rows are bad and the others are in.',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Path of the dump, JSON or JSON Lines' })
  declare file: string

  override async run(): Promise<void> {
    const { readDump } = await import('@pydotorg/platform/django_import')
    const { MembershipImporter } = await import('#services/import/membership_importer')
    try {
      const report = await new MembershipImporter().run(await readDump(resolve(this.file)))
      await this.#record(report)
      this.#tell(report)
    } catch (error) {
      if (!(error instanceof OperatorMistake)) throw error
      this.logger.error(error.message)
      this.exitCode = NOTHING_READ
    }
  }

  async #record({ created, updated, written }: ImportReport): Promise<void> {
    if (written === 0) return
    const audit = await this.app.container.make(AuditLog)
    const subject = { type: 'memberships_import', id: basename(this.file) }
    await audit.record({
      by: consoleOrigin(),
      action: 'memberships.membership.import',
      subject,
      after: { created, updated },
    })
  }

  #tell({ rows, created, updated, unchanged, kept, bad }: ImportReport): void {
    for (const { place, reason } of kept) this.logger.info(`${place}: left as it is, ${reason}`)
    for (const { place, reason } of bad) this.logger.warning(`${place}: not taken in: ${reason}`)
    this.logger.info(
      `${rows} ${rows === 1 ? 'row' : 'rows'}: ${created} created, ${updated} updated, ${unchanged} unchanged, ` +
        `${kept.length} newer here, ${bad.length} bad`
    )
    if (bad.length) this.exitCode = SOME_ROWS_BAD
  }
}
