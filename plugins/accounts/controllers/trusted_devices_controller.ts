import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import OwnAccountPolicy from '#policies/own_account_policy'
import { rowId } from '#validators/row_id'

@inject()
export default class TrustedDevicesController {
  readonly #devices: TrustedDevices

  constructor(devices: TrustedDevices) {
    this.#devices = devices
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { id } = await rowId.validate(params)
    if (!(await this.#devices.revoke(user, id, ctx))) throw new errors.E_ROUTE_NOT_FOUND(['POST', request.url()])
    session.flash('notice', 'That browser is asked for a code the next time.')
    return response.redirect().status(303).toPath('/accounts/security/')
  }
}
