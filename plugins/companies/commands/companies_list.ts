import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'

/** Shows companies, the newest first. */
export default class CompaniesList extends OperatorCommand {
  static override commandName = 'companies:list'
  static override description = 'List companies, the newest first, a hundred at a time'

  @flags.string({ description: 'Part of a name' })
  declare search?: string

  @flags.number({ description: 'Page, from 1', default: 1 })
  declare page: number

  protected override async work(): Promise<void> {
    const { companyPage } = await import('#services/company_list')
    const page = Math.max(1, Math.trunc(this.page) || 1)
    const companies = await companyPage({ q: this.search, page, size: 100 })
    const table = this.ui.table().head(['Name', 'Slug', 'Site', 'Contact', 'E-mail'])
    for (const { name, slug, url, contact, email } of companies) {
      table.row([name, slug, url ?? '', contact ?? '', email ?? ''])
    }
    table.render()
    this.logger.info(`${companies.total} in all, page ${page} of ${companies.lastPage}`)
  }
}
