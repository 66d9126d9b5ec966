import type { ApplicationService } from '@adonisjs/core/types'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { Site } from '@pydotorg/platform/http'
import { MailComposer, MailTemplates } from '@pydotorg/platform/mail'
import { PluginRegistry } from '@pydotorg/platform/plugins'

/** Mails of templates, in the site's frame. */
export default class MailTemplatesProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(MailTemplates, async (resolver) => {
      return new MailTemplates(await resolver.make(ContributionReader), await resolver.make(PluginRegistry))
    })
    this.app.container.singleton(MailComposer, async (resolver) => {
      const frame = this.app.makePath('resources/mails/frame.mjml')
      return new MailComposer(await resolver.make(MailTemplates), await resolver.make(Site), frame)
    })
  }
}
