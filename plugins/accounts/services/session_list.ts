import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { UserSessions, type UserSession } from '@pydotorg/platform/identity'
import type { TurboStream } from '@pydotorg/platform/turbo'

/** More than anybody looks through; ending all others ends those too that are not shown. */
const SHOWN = 50

/** What the list of sessions shows. */
export interface ShownSessions {
  sessions: UserSession[]
  /** How many more there are. */
  hidden: number
}

/** Where somebody is signed in, as their page shows it. */
@inject()
export class SessionList {
  readonly #sessions: UserSessions

  constructor(sessions: UserSessions) {
    this.#sessions = sessions
  }

  async of({ auth, session }: HttpContext): Promise<ShownSessions> {
    const sessions = await this.#sessions.list(auth.getUserOrFail(), session.sessionId)
    return { sessions: sessions.slice(0, SHOWN), hidden: Math.max(0, sessions.length - SHOWN) }
  }

  /** @returns the list as it is now, in the page that is open */
  async streams(ctx: HttpContext): Promise<TurboStream[]> {
    const view = 'accounts::components/open_sessions'
    return [{ action: 'replace', target: 'open-sessions', view, data: { ...(await this.of(ctx)) } }]
  }
}
