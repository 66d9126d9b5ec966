import { inject } from '@adonisjs/core'
import type { BaseCheck } from '@adonisjs/core/health'
import { Fragments } from '@pydotorg/platform/cache'
import { QueueDesk } from '@pydotorg/platform/jobs'
import { MailPulse, MailTemplateList } from '@pydotorg/platform/mail'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { CacheCheck } from '#health/cache_check'
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

/** What the site works with behind its pages. */
@inject()
class OwnServices {
  constructor(
    readonly desk: QueueDesk,
    readonly fragments: Fragments
  ) {}
}

/** Checks of what is the site's own: its plugins, its jobs, its mails and its cache. */
@inject()
export class OwnChecks {
  constructor(
    protected plugins: PluginRegistry,
    protected services: OwnServices,
    protected mails: OwnMails
  ) {}

  all(): BaseCheck[] {
    const { pulse, templates } = this.mails
    const mails = [new MailCheck(pulse), new MailTemplatesCheck(templates)]
    const { desk, fragments } = this.services
    return [new PluginsCheck(this.plugins), new JobsCheck(desk), ...mails, new CacheCheck(fragments)]
  }
}
