import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { signOut, UserSessions } from '@pydotorg/platform/identity'
import { answerWithStreams } from '@pydotorg/platform/turbo'
import OwnAccountPolicy from '#policies/own_account_policy'
import { SessionList } from '#services/session_list'

@inject()
export default class OpenSessionsController {
  readonly #sessions: UserSessions
  readonly #list: SessionList

  constructor(sessions: UserSessions, list: SessionList) {
    this.#sessions = sessions
    this.#list = list
  }

  async index(ctx: HttpContext): Promise<string> {
    return ctx.view.render('accounts::pages/sessions/index', await this.#list.of(ctx))
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const ended = (await this.#sessions.list(user, session.sessionId)).find(({ key }) => key === params.key)
    if (!ended) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    if (ended.isThisOne) {
      await signOut(ctx)
      return response.redirect().status(303).toPath('/')
    }
    await this.#sessions.end(user, ended.key)
    return answerWithStreams(ctx, {
      page: '/accounts/sessions/',
      notice: `Signed out: ${ended.device}.`,
      streams: () => this.#list.streams(ctx),
    })
  }
}
