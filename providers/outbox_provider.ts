import type { ApplicationService } from '@adonisjs/core/types'
import type { MailersList } from '@adonisjs/mail/types'
import { Encryption } from '@adonisjs/core/encryption'
import {
  ListMembers,
  MailDelivery,
  MailMetrics,
  MailProviders,
  MailQueue,
  MailRecords,
  MailSeal,
  mailWebhooks,
  MailNotices,
  MailWebhooks,
  Outbox,
  ProviderTurns,
  SnsClient,
  Suppressions,
  UnsubscribeLinks,
  type QueueMail,
} from '@pydotorg/platform/mail'

/** How long the end of a process waits for mails to be queued, in milliseconds. */
const SETTLE_MS = 4_000

/**
 * Mails that are written after the answer, their log, and how they are sent. Stands behind the providers of mails, of
 * the database and of jobs: providers shut down in reverse order, and mails that are on their way need all three.
 */
export default class OutboxProvider {
  #outbox: Outbox | null = null

  constructor(protected app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(Outbox, async (resolver) => {
      const logger = await resolver.make('logger')
      const queue: QueueMail = async (mail, trx) => (await container.make(MailQueue)).add(mail, trx)
      return (this.#outbox = new Outbox(() => container.make('mail.manager'), queue, logger))
    })
    // Whoever calls `mail.sendLater`, what fails is logged and the end of the process waits for it.
    container.resolving('mail.manager', async (manager, resolver) => {
      const outbox = await resolver.make(Outbox)
      manager.setMessenger((mailer) => outbox.messenger(mailer))
    })
    this.#registerLog()
    this.#registerDelivery()
  }

  async shutdown(): Promise<void> {
    const left = await this.#outbox?.settle(SETTLE_MS)
    if (!left) return
    const logger = await this.app.container.make('logger')
    logger.error({ mails: left }, 'the process ends before these mails could be queued')
  }

  #registerLog(): void {
    const { container } = this.app
    container.singleton(MailSeal, async (resolver) => new MailSeal(await resolver.make(Encryption)))
    container.singleton(MailRecords, async (resolver) => {
      return new MailRecords(await resolver.make('lucid.db'), await resolver.make(MailSeal))
    })
    container.singleton(UnsubscribeLinks, async (resolver) => {
      const { mailSettings } = await import('#config/mail')
      return new UnsubscribeLinks(await resolver.make(Encryption), mailSettings.siteUrl)
    })
    container.singleton(MailWebhooks, async (resolver) => {
      const { mailSettings } = await import('#config/mail')
      const webhooks = mailWebhooks(mailSettings.webhooks, new SnsClient())
      return new MailWebhooks(webhooks, await resolver.make(MailNotices), await resolver.make('logger'))
    })
    container.singleton(MailQueue, async (resolver) => {
      const { mailSettings } = await import('#config/mail')
      return new MailQueue({
        db: await resolver.make('lucid.db'),
        seal: await resolver.make(MailSeal),
        links: await resolver.make(UnsubscribeLinks),
        domain: mailSettings.domain,
      })
    })
  }

  #registerDelivery(): void {
    const { container } = this.app
    container.singleton(ProviderTurns, () => new ProviderTurns())
    container.singleton(MailMetrics, () => new MailMetrics())
    container.singleton(MailProviders, async (resolver) => {
      const { mailSettings } = await import('#config/mail')
      const { config } = await resolver.make('mail.manager')
      const providers = () => providersOf(config.default, mailSettings.providers)
      return new MailProviders(await resolver.make('lucid.db'), providers)
    })
    container.singleton(MailDelivery, async (resolver) => {
      const { mailSettings } = await import('#config/mail')
      const manager = await resolver.make('mail.manager')
      return new MailDelivery({
        records: await resolver.make(MailRecords),
        members: await resolver.make(ListMembers),
        suppressions: await resolver.make(Suppressions),
        turns: await resolver.make(ProviderTurns),
        metrics: await resolver.make(MailMetrics),
        send: (mailer, message) => manager.use(mailer as keyof MailersList).sendCompiled({ message, views: {} }),
        providers: () => providersOf(manager.config.default, mailSettings.providers),
        timeoutMs: mailSettings.timeoutMs,
      })
    })
  }
}

/** A mailer that somebody made the default meanwhile has none behind it. */
function providersOf(usual: unknown, configured: readonly string[]): readonly string[] {
  return usual === configured[0] ? configured : [String(usual)]
}
