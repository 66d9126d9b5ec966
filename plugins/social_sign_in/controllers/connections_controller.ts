import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { plainDate } from '@pydotorg/platform/http'
import type { LinkedAccount } from '@pydotorg/platform/identity'
import { SignInRefused } from '#exceptions/sign_in_refused'
import ConnectionPolicy from '#policies/connection_policy'
import { askedProvider } from '#services/asked_provider'
import { AlreadyLinked, Connections } from '#services/connections'
import { SignInProviders } from '#services/sign_in_providers'
import { endWaiting, waitingIdentity } from '#services/waiting_identity'

const LIST = '/accounts/connections/'

/** Accounts elsewhere that sign a person in here. */
@inject()
export default class ConnectionsController {
  constructor(
    protected connections: Connections,
    protected providers: SignInProviders
  ) {}

  async index({ auth, features, view }: HttpContext): Promise<string> {
    const linked = await this.connections.of(auth.getUserOrFail())
    const keys = linked.map(({ provider }) => provider)
    const open = this.providers.open(features)
    return view.render('social_sign_in::pages/connections/index', {
      linked: linked.map((each) => ({ ...this.#shown(each), isOpen: open.some(({ key }) => key === each.provider) })),
      more: open.filter(({ key }) => !keys.includes(key)),
    })
  }

  async create(ctx: HttpContext): Promise<string | void> {
    const provider = await askedProvider(ctx)
    const waiting = waitingIdentity(ctx, provider.key)
    if (!waiting) return ctx.response.redirect().status(303).toPath(LIST)
    return ctx.view.render('social_sign_in::pages/connections/create', { provider, identity: waiting.identity })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, response, session } = ctx
    await bouncer.with(ConnectionPolicy).authorize('create')
    const provider = await askedProvider(ctx)
    const waiting = waitingIdentity(ctx, provider.key)
    if (!waiting) return response.redirect().status(303).toPath(LIST)
    endWaiting(ctx)
    await this.connections.link(auth.getUserOrFail(), waiting.identity, ctx).catch((error: unknown) => {
      throw error instanceof AlreadyLinked ? new SignInRefused('other_account', { provider }) : error
    })
    session.flash('notice', `You can sign in with ${provider.title} from now on.`)
    const path = waiting.next ?? LIST
    response.redirect().status(303).toPath(path)
  }

  async edit(ctx: HttpContext): Promise<string> {
    const linked = await this.#own(ctx)
    await ctx.bouncer.with(ConnectionPolicy).authorize('delete', linked)
    const isNeeded = !(await this.connections.hasOtherWay(ctx.auth.getUserOrFail(), linked))
    return ctx.view.render('social_sign_in::pages/connections/edit', { linked: this.#shown(linked), isNeeded })
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const linked = await this.#own(ctx)
    await ctx.bouncer.with(ConnectionPolicy).authorize('delete', linked)
    const { title, provider } = this.#shown(linked)
    const isDone = await this.connections.unlink(ctx.auth.getUserOrFail(), linked, ctx)
    // The page says why, and what to do first.
    if (!isDone) return ctx.response.redirect().status(303).toPath(`${LIST}${provider}/remove/`)
    ctx.session.flash('notice', `${title} does not sign you in any more.`)
    ctx.response.redirect().status(303).toPath(LIST)
  }

  /** A provider that is not set up any more can still be unlinked. */
  async #own({ auth, params }: HttpContext): Promise<LinkedAccount> {
    const all = await this.connections.of(auth.getUserOrFail())
    const linked = all.find(({ provider }) => provider === params.provider)
    if (linked) return linked
    throw new Exception('You have linked no such account.', { status: 404, code: 'E_NOT_LINKED' })
  }

  #shown({ provider, email, createdAt, lastUsedAt }: LinkedAccount) {
    const known = this.providers.all.find(({ key }) => key === provider)
    const [title, mark] = [known?.title ?? provider, known?.mark ?? 'social_sign_in::marks/openid_connect']
    const facts = [
      email,
      `linked on ${plainDate(createdAt)}`,
      lastUsedAt && `last used on ${plainDate(lastUsedAt)}`,
    ].filter(Boolean)
    return { provider, title, mark, facts }
  }
}
