import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { AuditLog } from '../audit/audit_log.js'
import { DjangoImport } from '../django_import/django_import.js'
import { AccessTokens } from '../identity/access_tokens/access_tokens.js'
import { accountImporter } from '../identity/django_import/account_import.js'
import { DjangoImportCommand } from './django_import_command.js'

/** Takes the accounts of python.org in, and nothing else of a file. */
export default class UserImport extends DjangoImportCommand {
  static override commandName = 'user:import'
  static override description = "Import accounts, groups and API keys from a file by Django's dumpdata"
  static override help = [
    'At python.org:',
    '  manage.py dumpdata --natural-foreign auth.group users.user account.emailaddress \\',
    '    tastypie.apikey authtoken.token > users.json',
    'Here, again and again without harm: what is here already stays as it is.',
    '  {{ binaryName }} user:import users.json',
    '',
    'Exit code: 0 everything is in, 1 nothing could be read, 2 some rows are not in as they were.',
  ]

  @args.string({ description: 'Path of the file, JSON or JSON lines' })
  declare file: string

  protected override async work(): Promise<void> {
    const outcome = await new DjangoImport({
      importers: [accountImporter(await this.app.container.make(AccessTokens))],
      audit: await this.app.container.make(AuditLog),
      tell: (line) => void this.logger.warning(line),
      action: 'platform.users.import',
    }).run([this.file], consoleOrigin())
    this.summarise(outcome)
    const foreign = [...outcome.untaken.values()].reduce((sum, count) => sum + count, 0)
    if (foreign > 0) this.logger.info(`${foreign} rows are nothing about accounts, and were left alone.`)
  }
}
