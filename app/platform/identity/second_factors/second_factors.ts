import db from '@adonisjs/lucid/services/db'
import type { AuditAction, AuditLog } from '../../audit/main.js'
import { actingAs, type Author } from '../author.js'
import type { User } from '../models/user.js'
import type { RecoveryCodes } from './recovery_codes.js'
import type { Totp, TotpEnrolment } from './totp.js'
import type { TrustedDevices } from './trusted_devices.js'

/** By what somebody proved to be there, beside the password. */
export type SecondFactor = 'totp' | 'recovery_code'

/** What it consists of. */
export interface SecondFactorParts {
  totp: Totp
  recoveryCodes: RecoveryCodes
  devices: TrustedDevices
  audit: AuditLog
}

/**
 * The second factor at sign-in as a whole: an authenticator app, recovery codes for the day when it is lost, and browsers
 * that are not asked again. Whoever asks for codes limits how often.
 *
 * @example
 * const factors = await app.container.make(SecondFactors)
 * if ((await factors.isOn(user)) && !(await devices.isTrusted(ctx, user))) return askForCode()
 * if (!(await factors.verify(user, code, ctx))) return refuse()
 */
export class SecondFactors {
  readonly #parts: SecondFactorParts

  /** @param parts - the services that do the work */
  constructor(parts: SecondFactorParts) {
    this.#parts = parts
  }

  /** @returns true when sign-in has to ask for a code */
  isOn(user: User): Promise<boolean> {
    return this.#parts.totp.isOn(user)
  }

  /**
   * Goes on with a secret that waits to be confirmed, so that opening the page again does not undo what an app has read.
   *
   * @param user - who sets an app up
   * @returns what to show
   * @throws TotpAlreadyOn
   */
  async enrol(user: User): Promise<TotpEnrolment> {
    return (await this.#parts.totp.pending(user)) ?? this.#parts.totp.start(user)
  }

  /**
   * @param user - who has set an app up
   * @param code - what it shows
   * @param by - who does it
   * @returns recovery codes, the only time that anybody sees them; null for a wrong code
   */
  async switchOn(user: User, code: string, by: Author): Promise<string[] | null> {
    return db.transaction(async (trx) => {
      if (!(await this.#parts.totp.confirm(user, code, trx))) return null
      const codes = await this.#parts.recoveryCodes.renew(user, trx)
      await this.#parts.audit.record(entry('platform.second_factor.enable', user, by), trx)
      return codes
    })
  }

  /**
   * @param user - who has shown their password
   * @param typed - a code of the app, or a recovery code
   * @param by - the request
   * @returns what it was; null when it is wrong or was used before
   */
  async verify(user: User, typed: string, by: Author): Promise<SecondFactor | null> {
    if (await this.#parts.totp.verify(user, typed)) return 'totp'
    if (!(await this.isOn(user)) || !(await this.#parts.recoveryCodes.use(user, typed))) return null
    await this.#parts.audit.record(entry('platform.recovery_code.use', user, actingAs(user, by)))
    return 'recovery_code'
  }

  /** @returns how many recovery codes are left */
  recoveryCodesLeft(user: User): Promise<number> {
    return this.#parts.recoveryCodes.left(user)
  }

  /**
   * @param user - whose
   * @param by - who does it
   * @returns ten new codes; those before are worth nothing
   */
  async renewRecoveryCodes(user: User, by: Author): Promise<string[]> {
    return db.transaction(async (trx) => {
      const codes = await this.#parts.recoveryCodes.renew(user, trx)
      await this.#parts.audit.record(entry('platform.recovery_codes.renew', user, by), trx)
      return codes
    })
  }

  /**
   * Forgets the app, the recovery codes and the trusted devices.
   *
   * @param user - whose
   * @param by - who does it
   */
  async switchOff(user: User, by: Author): Promise<void> {
    await db.transaction(async (trx) => {
      await this.#parts.totp.forget(user, trx)
      await this.#parts.recoveryCodes.forget(user, trx)
      await this.#parts.devices.forget(user, trx)
      await this.#parts.audit.record(entry('platform.second_factor.disable', user, by), trx)
    })
  }
}

function entry(action: AuditAction, user: User, by: Author) {
  return { by, action, subject: { type: 'user', id: user.id, label: user.username } }
}
