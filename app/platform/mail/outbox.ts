import type { HttpContext } from '@adonisjs/core/http'
import type { Logger } from '@adonisjs/core/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Message, type BaseMail, type MailManager } from '@adonisjs/mail'
import type { MailerContract, MailerMessenger, MailTransportContract } from '@adonisjs/mail/types'
import type { CompleteMail } from './log/mail_queue.js'

/** Mails of one request; none is as good as one. */
export type ComposedMails = BaseMail | readonly BaseMail[] | null

/** As much of AdonisJS's mail manager as is needed. */
interface Manager extends Pick<MailManager<Record<string, () => MailTransportContract>>, 'sendLater'> {
  readonly config: { default?: PropertyKey }
}

/** Queues a mail that is complete, with the transaction that decides about it. */
export type QueueMail = (mail: CompleteMail, trx?: TransactionClientContract) => Promise<unknown>

/**
 * Writes mails when nobody waits any more: after the answer, so that its time tells nothing, and queues them, so that a
 * mail server that is away breaks no request. What fails is logged, without the text of the mail.
 *
 * @example
 * const outbox = await ctx.containerResolver.make(Outbox)
 * outbox.afterAnswer(ctx, async () => new ResetPasswordMail(user, await links.issue(user, …)))
 */
export class Outbox {
  readonly #mail: () => Promise<Manager>
  readonly #queue: QueueMail
  readonly #logger: Logger
  readonly #pending = new Set<Promise<void>>()

  /**
   * @param mail - AdonisJS's mail manager, made when the first mail is sent
   * @param queue - takes the mails
   * @param logger - is told of mails that could not be written or queued
   */
  constructor(mail: () => Promise<Manager>, queue: QueueMail, logger: Logger) {
    this.#mail = mail
    this.#queue = queue
    this.#logger = logger
  }

  /**
   * Does something and mails what comes of it, once the answer is out. The look-ups and writes that only one kind of
   * account needs belong in here too: they would tell the kinds apart.
   *
   * @param ctx - the request
   * @param compose - makes the mails; what it throws is logged
   */
  afterAnswer({ response }: HttpContext, compose: () => Promise<ComposedMails>): void {
    response.onFinish(() => this.#track(this.#send(compose)))
  }

  /**
   * Queues a mail with the commit of a transaction, or never.
   *
   * @param mail - to be written
   * @param trx - that decides about it
   * @throws whatever its template throws, or the database
   * @example
   * await db.transaction(async (trx) => {
   *   await order.useTransaction(trx).save()
   *   await outbox.within(trx, new OrderMail(order))
   * })
   */
  async within(trx: TransactionClientContract, mail: BaseMail): Promise<void> {
    await mail.buildWithContents()
    await this.#queue({ mailer: null, message: mail.message.nodeMailerMessage }, trx)
  }

  /**
   * What `mail.sendLater` hands its messages to.
   *
   * @param mailer - that shall send them
   * @returns the messenger for `mail.setMessenger`
   */
  messenger({ name: mailer }: Pick<MailerContract<MailTransportContract>, 'name'>): MailerMessenger {
    return {
      queue: async (mail) => {
        // Templates are read now: what they show may not be there any more when the mail is sent.
        await Message.computeContentsFor({ ...mail, sharedState: {} })
        this.#track(this.#queueFor(mailer, mail.message))
      },
    }
  }

  /**
   * Waits until every mail is queued or has failed, those too that come up meanwhile.
   *
   * @param deadlineMs - after which the rest is given up
   * @returns how many are left
   */
  async settle(deadlineMs: number): Promise<number> {
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref())
    let isOver = false
    void deadline.then(() => (isOver = true))
    while (this.#pending.size > 0 && !isOver) await Promise.race([Promise.all(this.#pending), deadline])
    return this.#pending.size
  }

  async #send(compose: () => Promise<ComposedMails>): Promise<void> {
    const mails = await compose()
    if (mails === null) return
    const manager = await this.#mail()
    for (const each of [mails].flat() as BaseMail[]) await manager.sendLater(each)
  }

  /** Which providers are the usual ones is asked when a mail is sent. */
  async #queueFor(mailer: string, message: CompleteMail['message']): Promise<void> {
    const { config } = await this.#mail()
    await this.#queue({ mailer: mailer === config.default ? null : mailer, message })
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#logger.error({ err: error }, 'a mail could not be written or queued'))
      .finally(() => this.#pending.delete(tracked))
    this.#pending.add(tracked)
  }
}
