import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { ListMembers, UnsubscribeLinks, type ListMember } from '@pydotorg/platform/mail'

/** Leaves a list, by the link of one of its mails: the link is the permission, and no session is asked. */
@inject()
export default class UnsubscriptionsController {
  static openToEveryone = {
    store: 'The address is the permission: it is encrypted, authentic, and good for one list and one reader.',
  }

  constructor(
    protected links: UnsubscribeLinks,
    protected members: ListMembers
  ) {}

  /** Changes nothing: programs that look into mails open every link. */
  async show(ctx: HttpContext): Promise<string> {
    const { list, address } = this.#member(ctx)
    const hasLeft = await this.members.hasLeft(list.key, address)
    return this.#page(ctx, { list, address, hasLeft })
  }

  /** From the button of the page, which is shown again, and from that of mail programs, which follow nowhere (RFC 8058). */
  async store(ctx: HttpContext): Promise<string | void> {
    const { list, address } = this.#member(ctx)
    const isOneClick = ctx.request.input('List-Unsubscribe') === 'One-Click'
    await this.members.leave(list.key, address, isOneClick ? 'one_click' : 'page')
    if (isOneClick) return this.#page(ctx, { list, address, hasLeft: true })
    ctx.response.redirect().status(303).toPath(ctx.request.url())
  }

  #page({ view, response }: HttpContext, shown: ListMember & { hasLeft: boolean }): Promise<string> {
    // The address of the page belongs to one reader.
    response.header('Cache-Control', 'private, no-store').header('Referrer-Policy', 'no-referrer')
    return view.render('pages/mail/unsubscribe', shown)
  }

  #member({ params, request }: HttpContext): ListMember {
    const member = this.links.read(params.token)
    if (member) return member
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  }
}
