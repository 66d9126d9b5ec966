import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { SecondFactors, TrustedDevices } from '@pydotorg/platform/identity/second_factors'

@inject()
export default class SecurityController {
  readonly #factors: SecondFactors
  readonly #devices: TrustedDevices

  constructor(factors: SecondFactors, devices: TrustedDevices) {
    this.#factors = factors
    this.#devices = devices
  }

  async index({ auth, view }: HttpContext): Promise<string> {
    const user = auth.getUserOrFail()
    const isOn = await this.#factors.isOn(user)
    const codesLeft = isOn ? await this.#factors.recoveryCodesLeft(user) : 0
    const devices = await this.#devices.list(user)
    return view.render('accounts::pages/security/index', { isOn, codesLeft, devices })
  }
}
