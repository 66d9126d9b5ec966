import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { Suppressions } from '@pydotorg/platform/mail'
import OperatorPolicy from '#policies/operator_policy'
import { addressValidator, suppressionListValidator } from '#validators/cockpit/mails'

const SIZE = 50

const LIST = '/admin/mail/suppressions/'

/** Addresses that get no bulk mail. */
@inject()
export default class SuppressionsController {
  readonly #suppressions: Suppressions

  constructor(suppressions: Suppressions) {
    this.#suppressions = suppressions
  }

  async index({ request, view }: HttpContext): Promise<string> {
    const { address, after } = await request.validateUsing(suppressionListValidator)
    const { suppressions, next } = await this.#suppressions.page({ address: address ?? '', after, limit: SIZE })
    const link = (more: Record<string, string>): string => {
      return `${LIST}?${new URLSearchParams({ ...(address && { address }), ...more })}`
    }
    return view.render('admin::pages/cockpit/mail/suppressions', {
      suppressions,
      address,
      first: after === undefined ? null : link({}),
      next: next === null ? null : link({ after: next }),
    })
  }

  /** The question before an address is taken off. */
  async show({ request, view }: HttpContext): Promise<string> {
    const { address } = await request.validateUsing(addressValidator)
    const suppression = await this.#suppressions.find(address)
    if (!suppression) {
      throw new Exception('This address gets bulk mail already.', { status: 404, code: 'E_NOT_FOUND' })
    }
    return view.render('admin::pages/cockpit/mail/lift', { suppression })
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageMail')
    const { address } = await ctx.request.validateUsing(addressValidator)
    const isLifted = await this.#suppressions.lift(address, ctx)
    const notice = isLifted ? `${address} gets bulk mail again.` : `${address} was not on the list.`
    ctx.session.flash('notice', notice)
    ctx.response.redirect().status(303).toPath(LIST)
  }
}
