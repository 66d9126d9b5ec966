import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { TotpSecret, type User } from '@pydotorg/platform/identity'
import { SecondFactors } from '@pydotorg/platform/identity/second_factors'
import { Secret, TOTP } from 'otpauth'

/** What an authenticator app on somebody's phone does. */
export class AuthenticatorApp {
  readonly #totp: TOTP

  /** @param secret - as the page shows it, in groups */
  constructor(secret: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  }

  /** @returns the code that it shows now */
  code(): string {
    return this.#totp.generate()
  }

  /** @returns a code that is wrong now and for a while */
  wrongCode(): string {
    const near = [-1, 0, 1].map((step) => this.#totp.generate({ timestamp: Date.now() + step * 30_000 }))
    return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code))!
  }
}

/**
 * @param user - who switches the second step on
 * @returns their app, whose present code was not taken yet, and their recovery codes
 */
export async function switchSecondStepOn(user: User): Promise<{ phone: AuthenticatorApp; recoveryCodes: string[] }> {
  const factors = await app.container.make(SecondFactors)
  const phone = new AuthenticatorApp((await factors.enrol(user)).secret)
  const by = { actor: { id: user.id, name: user.username } }
  const recoveryCodes = await factors.switchOn(user, phone.code(), by)
  await forgetLastCode(user)
  return { phone, recoveryCodes: recoveryCodes! }
}

/** Lets the present code count once more, as if half a minute had passed. */
export async function forgetLastCode(user: User): Promise<void> {
  await db.from(TotpSecret.table).where('user_id', user.id).update({ last_step: null })
}
