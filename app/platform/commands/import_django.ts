import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { AuditLog } from '../audit/audit_log.js'
import { ContributionReader } from '../contributions/contribution_reader.js'
import { DjangoImport } from '../django_import/django_import.js'
import { AccessTokens } from '../identity/access_tokens/access_tokens.js'
import { accountImporter } from '../identity/django_import/account_import.js'
import { DjangoImportCommand } from './django_import_command.js'

/** Takes in what python.org's database holds, as far as plugins say how. */
export default class ImportDjango extends DjangoImportCommand {
  static override commandName = 'pydotorg:import-django'
  static override description = "Import python.org's data from files by Django's dumpdata"
  static override help = [
    'At python.org:  manage.py dumpdata --natural-foreign users.user boxes.box > site.json',
    'Here:           {{ binaryName }} pydotorg:import-django site.json further.json',
    'With images:    {{ binaryName }} pydotorg:import-django site.json --media=./media',
    '',
    'Accounts are taken in too. Ids are kept; the same command again changes nothing.',
    'Exit code: 0 everything is in, 1 nothing could be read, 2 some rows are not in as they were.',
  ]

  @args.spread({ description: 'Paths of the files, JSON or JSON lines; order does not matter' })
  declare files: string[]

  @flags.string({ description: "Folder with a copy of python.org's MEDIA_ROOT, for the images that rows name" })
  declare media?: string

  protected override async work(): Promise<void> {
    const contributed = await this.app.container.make(ContributionReader)
    const { importers, off } = await contributed.djangoModels()
    for (const name of off) this.logger.warning(`plugin ${name} is off; its rows are taken in all the same`)
    const outcome = await new DjangoImport({
      importers: [accountImporter(await this.app.container.make(AccessTokens)), ...importers],
      audit: await this.app.container.make(AuditLog),
      media: this.media,
      tell: (line) => void this.logger.warning(line),
    }).run(this.files, consoleOrigin())
    this.summarise(outcome)
    for (const [model, count] of outcome.untaken) {
      this.logger.info(`${model}: ${count} ${count === 1 ? 'row' : 'rows'}; no plugin takes this yet`)
    }
  }
}
