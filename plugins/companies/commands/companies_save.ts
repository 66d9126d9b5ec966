import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Adds a company, or changes the one of that name. */
export default class CompaniesSave extends OperatorCommand {
  static override commandName = 'companies:save'
  static override description = 'Add a company, or change the one of this name'
  static override help = [
    '  {{ binaryName }} companies:save "Example Works" --url=https://works.example.org/ --email=press@works.example.org',
    'What no flag names stays as it is; "none" takes a value away: --contact=none',
  ]

  @args.string({ description: 'Name of the company' })
  declare name: string

  @flags.string({ description: 'Its site, beginning with https:// or http://' })
  declare url?: string

  @flags.string({ description: 'Whom staff write to; on no page' })
  declare contact?: string

  @flags.string({ description: 'E-mail address; on no page' })
  declare email?: string

  @flags.string({ description: 'What it does, in Markdown' })
  declare about?: string

  @flags.string({ description: 'Path of a file with its logo' })
  declare logo?: string

  protected override async work(): Promise<void> {
    const { companyValidator } = await import('#validators/company')
    const { addCompany, changeCompany } = await import('#services/change_company')
    const { default: Company } = await import('#models/company')
    const details = await companyValidator.validate({
      name: this.name,
      url: valueOf(this.url),
      contact: valueOf(this.contact),
      email: valueOf(this.email),
      about: this.about,
    })
    const logo = await this.#logo()
    const known = await Company.findBy('name', details.name)
    const company = known
      ? await changeCompany(consoleOrigin(), known.id, { ...details, ...logo })
      : await addCompany(consoleOrigin(), { ...details, ...logo })
    this.logger.success(`${company.name} is company ${company.id}, ${company.slug}`)
  }

  async #logo(): Promise<{ logoId?: number | null }> {
    if (this.logo === undefined) return {}
    if (this.logo === 'none') return { logoId: null }
    const bytes = await readFile(this.logo).catch(() => null)
    if (!bytes) throw new OperatorMistake(`${this.logo} cannot be read.`)
    const { storeImage } = await import('@pydotorg/platform/media')
    const { id } = await storeImage({ name: basename(this.logo), bytes }, { creator: null })
    return { logoId: id }
  }
}

function valueOf(typed: string | undefined): string | null | undefined {
  return typed === 'none' ? null : typed
}
