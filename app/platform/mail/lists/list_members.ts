import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import { plainAddress } from '../log/addresses.js'

/** How somebody left: by the page, or by the button of a mail program. */
export type UnsubscribeWay = 'page' | 'one_click'

/**
 * Who left which list. Nothing of it is in the audit log: it is what people decide about themselves, and stands here
 * with its time and way.
 *
 * @example
 * const members = await app.container.make(ListMembers)
 * await members.leave('psf.news', 'ada@example.org', 'page')
 */
@inject()
export class ListMembers {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Leaving twice is leaving once.
   *
   * @param list - key of the list
   * @param address - whose
   * @param way - how
   */
  async leave(list: string, address: string, way: UnsubscribeWay): Promise<void> {
    await this.#db.rawQuery(
      'insert into mail_unsubscriptions (address, list, way) values (?, ?, ?) on conflict do nothing',
      [plainAddress(address), list, way]
    )
  }

  /**
   * Somebody wants it again, and has said so where the list is subscribed to.
   *
   * @param list - key of the list
   * @param address - whose
   */
  async join(list: string, address: string): Promise<void> {
    await this.#db
      .from('mail_unsubscriptions')
      .where({ list, address: plainAddress(address) })
      .delete()
  }

  /**
   * @param list - key of the list
   * @param address - whose
   * @returns true when mails of the list no longer go there
   */
  async hasLeft(list: string, address: string): Promise<boolean> {
    const found = await this.#db
      .from('mail_unsubscriptions')
      .where({ list, address: plainAddress(address) })
      .first()
    return found !== null
  }
}
