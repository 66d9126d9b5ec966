import { inject } from '@adonisjs/core'
import type { User } from '@pydotorg/platform/identity'
import { OneTimeLinks, type LinkPurpose } from '@pydotorg/platform/identity/one_time_links'
import type { DurationLikeObject } from 'luxon'

/** How long a link works, and where it leads; the key follows. */
const LINKS: Readonly<Record<LinkPurpose, { validFor: DurationLikeObject; path: string }>> = {
  confirm_email: { validFor: { days: 3 }, path: '/accounts/confirm-email/' },
  change_email: { validFor: { days: 3 }, path: '/accounts/confirm-email/' },
  undo_email: { validFor: { days: 7 }, path: '/accounts/email/undo/' },
  reset_password: { validFor: { hours: 1 }, path: '/accounts/password/reset/key/' },
  prove: { validFor: { minutes: 15 }, path: '/accounts/confirm/link/' },
}

/** The links that stand in mails about accounts. */
@inject()
export class MailedLinks {
  /** Looks at them and uses them up. */
  readonly keys: OneTimeLinks

  /** @param keys - of the platform */
  constructor(keys: OneTimeLinks) {
    this.keys = keys
  }

  /**
   * @param user - whom it speaks for
   * @param purpose - what it is for
   * @param email - the address it is about
   * @returns a path of the site; null when this person was sent enough of them
   */
  async make(user: User, purpose: LinkPurpose, email: string): Promise<string | null> {
    const { validFor, path } = LINKS[purpose]
    const key = await this.keys.issue(user, { purpose, email, validFor })
    return key && `${path}${key}/`
  }
}
