import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { User } from '@pydotorg/platform/identity'
import { OneTimeLinks } from '@pydotorg/platform/identity/one_time_links'
import { Outbox } from '@pydotorg/platform/mail'
import { MailedLinks } from '#services/mailed_links'
import { proofMail } from '../mails/main.js'

/** Links by mail, by which people prove who they are. */
@inject()
export class ProofLinks {
  readonly #mailed: MailedLinks
  readonly #links: OneTimeLinks
  readonly #outbox: Outbox

  constructor(mailed: MailedLinks, links: OneTimeLinks, outbox: Outbox) {
    this.#mailed = mailed
    this.#links = links
    this.#outbox = outbox
  }

  /** Once the answer is out, and unless the person was sent enough of them. */
  send(ctx: HttpContext, user: User): void {
    this.#outbox.afterAnswer(ctx, async () => {
      const path = await this.#mailed.make(user, 'prove', user.email)
      return path === null ? null : proofMail(user, path)
    })
  }

  /** Without using it up: programs that check mails open every link. */
  async isGood(user: User, key: string): Promise<boolean> {
    const [state, link] = await this.#links.look('prove', key)
    return state === 'valid' && link?.userId === user.id
  }

  /** @returns true when it was good; nobody uses up what belongs to somebody else */
  async use(user: User, key: string): Promise<boolean> {
    if (!(await this.isGood(user, key))) return false
    return (await db.transaction((trx) => this.#links.use('prove', key, trx))) !== null
  }
}
