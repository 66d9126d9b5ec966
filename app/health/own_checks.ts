import { inject } from '@adonisjs/core'
import type { BaseCheck } from '@adonisjs/core/health'
import { QueueDesk } from '@pydotorg/platform/jobs'
import { MailPulse, MailTemplateList } from '@pydotorg/platform/mail'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { JobsCheck } from '#health/jobs_check'
import { MailCheck } from '#health/mail_check'
import { MailTemplatesCheck } from '#health/mail_templates_check'
import { PluginsCheck } from '#health/plugins_check'

/** What tells how mails are. */
@inject()
class OwnMails {
  constructor(
    readonly pulse: MailPulse,
    readonly templates: MailTemplateList
  ) {}
}

/** Checks of what is the site's own: its plugins, its jobs and its mails. */
@inject()
export class OwnChecks {
  constructor(
    protected plugins: PluginRegistry,
    protected desk: QueueDesk,
    protected mails: OwnMails
  ) {}

  all(): BaseCheck[] {
    const { pulse, templates } = this.mails
    const mails = [new MailCheck(pulse), new MailTemplatesCheck(templates)]
    return [new PluginsCheck(this.plugins), new JobsCheck(this.desk), ...mails]
  }
}
