import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { UserSessions } from '@pydotorg/platform/identity'
import { answerWithStreams } from '@pydotorg/platform/turbo'
import OwnAccountPolicy from '#policies/own_account_policy'
import { SessionList } from '#services/session_list'

@inject()
export default class OtherSessionsController {
  readonly #sessions: UserSessions
  readonly #list: SessionList

  constructor(sessions: UserSessions, list: SessionList) {
    this.#sessions = sessions
    this.#list = list
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const ended = await this.#sessions.endOthers(user, session.sessionId)
    return answerWithStreams(ctx, {
      page: '/accounts/sessions/',
      notice: ended === 1 ? 'Signed out of one other session.' : `Signed out of ${ended} other sessions.`,
      streams: () => this.#list.streams(ctx),
    })
  }
}
