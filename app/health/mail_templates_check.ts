import { BaseCheck, Result } from '@adonisjs/core/health'
import type { HealthCheckResult } from '@adonisjs/core/types/health'
import type { MailTemplateList } from '@pydotorg/platform/mail'

/** Whether what staff wrote in the place of mails can be sent. Never more than a warning: the plugins' own go out. */
export class MailTemplatesCheck extends BaseCheck {
  readonly name = 'Mail templates'

  constructor(protected list: MailTemplateList) {
    super()
  }

  async run(): Promise<HealthCheckResult> {
    const mails = await this.list.all().catch(() => null)
    if (mails === null) return Result.warning('What staff wrote in the place of mails cannot be read')
    const broken = mails.filter(({ state }) => state === 'broken').map(({ template }) => template.key)
    if (broken.length === 0) return Result.ok('Every mail is sent with the words that it should have')
    return Result.warning(
      `Sent with the words of the plugin, because those of staff cannot be used: ${broken.join(', ')}`
    )
  }
}
