import { Exception } from '@adonisjs/core/exceptions'
import type { Encryption } from '@adonisjs/core/encryption'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Secret, TOTP } from 'otpauth'
import { TotpSecret } from '../models/totp_secret.js'
import type { User } from '../models/user.js'
import { qrCode } from './qr_code.js'

const PERIOD_MS = 30_000

/** Codes of so many periods before and after the present one count: clocks differ, and people type slowly. */
const WINDOW = 1

/** What the codes are made with. */
export interface TotpSettings {
  encryption: Encryption
  /** What authenticator apps show above the code, e.g. `python.org`. */
  issuer: string
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

/** What a person needs to set an authenticator app up. */
export interface TotpEnrolment {
  /** To be typed where there is no camera: Base32 in groups of four. */
  secret: string
  /** For a link that opens the app on the same device. */
  uri: string
  /** The same as a picture: an `<svg>` without styles. */
  qr: string
}

/** An app is set up already; it has to be switched off first. */
export class TotpAlreadyOn extends Exception {
  static override status = 409
  static override code = 'E_TOTP_ALREADY_ON'
  static override message = 'An authenticator app is set up already. Switch it off before you set up another one.'
}

/**
 * Codes of authenticator apps by RFC 6238, each taken once. Whoever wants a second factor as a whole, with recovery codes
 * and trusted devices, uses `SecondFactors`.
 *
 * @example
 * const { qr, secret } = await totp.start(user)
 * if (await totp.verify(user, '492 039')) …
 */
export class Totp {
  readonly #settings: TotpSettings

  /** @param settings - key, name and clock */
  constructor(settings: TotpSettings) {
    this.#settings = settings
  }

  /** @returns true when the person has shown a code of an app that they set up */
  async isOn(user: User): Promise<boolean> {
    const row = await TotpSecret.query().where('userId', user.id).whereNotNull('confirmedAt').first()
    return row !== null
  }

  /**
   * Makes a secret, in place of one that was never confirmed.
   *
   * @param user - who sets an app up
   * @returns what to show
   * @throws TotpAlreadyOn
   */
  async start(user: User): Promise<TotpEnrolment> {
    const secret = new Secret({ size: 20 })
    const encrypted = this.#settings.encryption.encrypt(secret.base32, { purpose: purposeFor(user) })
    const { rows } = await db.rawQuery<{ rows: object[] }>(
      `insert into totp_secrets (user_id, secret) values (:user, :encrypted)
       on conflict (user_id) do update set secret = excluded.secret, last_step = null, updated_at = now()
       where totp_secrets.confirmed_at is null returning id`,
      { user: user.id, encrypted }
    )
    if (rows.length === 0) throw new TotpAlreadyOn()
    return this.#enrolment(user, secret)
  }

  /** @returns what to show once more, e.g. after a wrong code; null when nothing waits to be confirmed */
  async pending(user: User): Promise<TotpEnrolment | null> {
    const row = await TotpSecret.query().where('userId', user.id).whereNull('confirmedAt').first()
    const secret = row && this.#decrypted(row, user)
    return secret ? this.#enrolment(user, secret) : null
  }

  /**
   * @param user - who has set an app up
   * @param code - what it shows
   * @param client - a transaction
   * @returns true when the code is right; from now on it is asked for
   */
  async confirm(user: User, code: string, client: TransactionClientContract): Promise<boolean> {
    const row = await TotpSecret.query({ client }).where('userId', user.id).whereNull('confirmedAt').forUpdate().first()
    const step = row && this.#stepOf(code, this.#decrypted(row, user))
    if (!row || step === null) return false
    const confirmed = await client
      .from('totp_secrets')
      .where('id', row.id)
      .update({ confirmed_at: new Date(), last_step: step, updated_at: new Date() })
    return Number(confirmed) === 1
  }

  /**
   * @param user - who signs in
   * @param code - what their app shows
   * @returns true when it is right, and neither it nor a later one was taken before
   */
  async verify(user: User, code: string): Promise<boolean> {
    const row = await TotpSecret.query().where('userId', user.id).whereNotNull('confirmedAt').first()
    const step = row && this.#stepOf(code, this.#decrypted(row, user))
    if (!row || step === null) return false
    // The database decides: of two requests with one code only one is the first.
    const taken = await db
      .from('totp_secrets')
      .where({ id: row.id, secret: row.secret })
      .where((query) => query.whereNull('last_step').orWhere('last_step', '<', step))
      .update({ last_step: step, updated_at: new Date() })
    return Number(taken) === 1
  }

  /** Forgets the app. */
  async forget(user: User, client: TransactionClientContract): Promise<void> {
    await client.from('totp_secrets').where('user_id', user.id).delete()
  }

  async #enrolment(user: User, secret: Secret): Promise<TotpEnrolment> {
    const uri = new TOTP({ issuer: this.#settings.issuer, label: user.username, secret }).toString()
    return { secret: secret.base32.replace(/.{4}(?=.)/g, '$& '), uri, qr: await qrCode(uri) }
  }

  /** Number of the period that a code belongs to; null for a wrong one. */
  #stepOf(typed: string, secret: Secret | null): number | null {
    const token = typed.replace(/[\s-]/g, '')
    if (secret === null || !/^\d{6}$/.test(token)) return null
    const timestamp = (this.#settings.now ?? Date.now)()
    const delta = TOTP.validate({ token, secret, timestamp, window: WINDOW })
    return delta === null ? null : Math.floor(timestamp / PERIOD_MS) + delta
  }

  /** Null when it was encrypted with another key than the application has. */
  #decrypted(row: TotpSecret, user: User): Secret | null {
    const base32 = this.#settings.encryption.decrypt<string>(row.secret, purposeFor(user))
    return base32 === null ? null : Secret.fromBase32(base32)
  }
}

/** A secret that is moved to another account's row cannot be read. */
function purposeFor(user: User): string {
  return `totp:${user.id}`
}
