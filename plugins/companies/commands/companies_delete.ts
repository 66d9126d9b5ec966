import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Takes a company away for good. */
export default class CompaniesDelete extends OperatorCommand {
  static override commandName = 'companies:delete'
  static override description = 'Delete a company; stories keep the name that their authors wrote'

  @args.string({ description: 'Slug, as companies:list shows it' })
  declare slug: string

  protected override async work(): Promise<void> {
    const { deleteCompany } = await import('#services/change_company')
    const { default: Company } = await import('#models/company')
    const company = await Company.findBy('slug', this.slug)
    if (!company) throw new OperatorMistake(`There is no company "${this.slug}".`)
    await deleteCompany(consoleOrigin(), company.id)
    this.logger.success(`${company.name} is deleted.`)
  }
}
