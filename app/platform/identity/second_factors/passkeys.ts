import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { AuditLog, AuditSubject } from '../../audit/main.js'
import type { Author } from '../author.js'
import { Passkey } from '../models/passkey.js'
import { User } from '../models/user.js'
import { deviceName } from './device_name.js'
import type { PasskeyCeremonies } from './passkey_ceremonies.js'
import { keepChallenge, takeChallenge } from './passkey_challenges.js'
import { PasskeyRefused } from './passkey_refused.js'

const MOST_PASSKEYS = 20
const LONGEST_NAME = 100

/** What an authenticator made for a new passkey. */
export interface PasskeyAnswer {
  /** Of the browser, as it was sent. */
  response: unknown
  /** What its owner calls it; without one it gets the name of the browser. */
  name?: string
}

/**
 * Passkeys of people. Each is two factors in one, something one has and the PIN or fingerprint that unlocks it, so who signs
 * in by one is asked for no password and no code.
 *
 * @example
 * const options = await passkeys.authenticationOptions(ctx) // to the browser, whose answer comes back:
 * await signIn(ctx, await passkeys.authenticate(ctx, response))
 */
export class Passkeys {
  readonly #ceremonies: PasskeyCeremonies
  readonly #audit: AuditLog

  /**
   * @param ceremonies - of WebAuthn
   * @param audit - is told of every passkey that comes, goes or gets another name
   */
  constructor(ceremonies: PasskeyCeremonies, audit: AuditLog) {
    this.#ceremonies = ceremonies
    this.#audit = audit
  }

  /**
   * @param ctx - a request with a session
   * @param user - who adds a passkey
   * @returns for the browser's `navigator.credentials.create`
   */
  async registrationOptions(ctx: HttpContext, user: User): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const options = await this.#ceremonies.registrationOptions(user, await this.list(user))
    keepChallenge(ctx, 'registration', options.challenge)
    return options
  }

  /**
   * @param ctx - a request with the session of the options
   * @param user - who adds a passkey
   * @param answer - what their authenticator made
   * @returns the new passkey
   * @throws PasskeyRefused
   */
  async register(ctx: HttpContext, user: User, { response, name }: PasskeyAnswer): Promise<Passkey> {
    const challenge = takeChallenge(ctx, 'registration')
    const made = await this.#ceremonies.verifyRegistration(response, challenge)
    const called = name?.trim() || deviceName(ctx.request.header('user-agent') ?? '')
    return db.transaction(async (trx) => {
      await trx.from('users').where('id', user.id).forUpdate().select('id')
      await refuseToAdd(made.credential.id, user, trx)
      const passkey = await Passkey.create(
        {
          userId: user.id,
          credentialId: made.credential.id,
          publicKey: Buffer.from(made.credential.publicKey),
          counter: made.credential.counter,
          transports: made.credential.transports ?? [],
          name: called.slice(0, LONGEST_NAME),
          backedUp: made.credentialBackedUp,
        },
        { client: trx }
      )
      const after = { user_id: user.id, username: user.username, name: passkey.name }
      await this.#audit.record({ by: ctx, action: 'platform.passkey.create', subject: subjectOf(passkey), after }, trx)
      return passkey
    })
  }

  /**
   * @param ctx - a request with a session, also of a guest
   * @returns for the browser's `navigator.credentials.get`
   */
  async authenticationOptions(ctx: HttpContext): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await this.#ceremonies.authenticationOptions()
    keepChallenge(ctx, 'authentication', options.challenge)
    return options
  }

  /**
   * @param ctx - a request with the session of the options
   * @param response - what the browser made
   * @returns whose passkey it is; the person is not signed in yet
   * @throws PasskeyRefused, also for an account that is not active
   */
  async authenticate(ctx: HttpContext, response: unknown): Promise<User> {
    const challenge = takeChallenge(ctx, 'authentication')
    const passkey = await Passkey.findBy('credentialId', credentialIn(response))
    const user = passkey && (await User.find(passkey.userId))
    if (!user?.isActive) throw new PasskeyRefused('No account here has this passkey.')
    const { newCounter, credentialBackedUp } = await this.#ceremonies.verifyAuthentication(
      response,
      challenge,
      passkey!
    )
    // The database decides once more: an answer that was copied must not count beside the real one.
    const used = await db
      .from('passkeys')
      .where({ id: passkey!.id, counter: passkey!.counter })
      .update({ counter: newCounter, backed_up: credentialBackedUp, last_used_at: new Date() })
    if (Number(used) !== 1) throw new PasskeyRefused('This passkey was used somewhere else at the same moment.')
    return user
  }

  /** @returns the person's passkeys, newest first; there are at most twenty */
  async list(user: User): Promise<Passkey[]> {
    return Passkey.query().where('userId', user.id).orderBy('id', 'desc')
  }

  /**
   * @param user - whose
   * @param change - the passkey by its id, and its new name
   * @param by - who does it
   * @returns false when this person has no such passkey
   */
  async rename(user: User, { id, name }: { id: number; name: string }, by: Author): Promise<boolean> {
    const passkey = await Passkey.query().where({ userId: user.id, id }).first()
    if (passkey === null) return false
    await db.transaction(async (trx) => {
      const before = { name: passkey.name }
      await passkey
        .merge({ name: name.trim().slice(0, LONGEST_NAME) })
        .useTransaction(trx)
        .save()
      const [subject, after] = [subjectOf(passkey), { name: passkey.name }]
      await this.#audit.record({ by, action: 'platform.passkey.rename', subject, before, after }, trx)
    })
    return true
  }

  /**
   * @param user - whose
   * @param id - of the passkey
   * @param by - who does it
   * @returns false when this person has no such passkey
   */
  async remove(user: User, id: number, by: Author): Promise<boolean> {
    const passkey = await Passkey.query().where({ userId: user.id, id }).first()
    if (passkey === null) return false
    await db.transaction(async (trx) => {
      await passkey.useTransaction(trx).delete()
      const before = { user_id: user.id, username: user.username, name: passkey.name }
      await this.#audit.record({ by, action: 'platform.passkey.remove', subject: subjectOf(passkey), before }, trx)
    })
    return true
  }
}

async function refuseToAdd(credentialId: string, user: User, trx: TransactionClientContract): Promise<void> {
  const owned = await Passkey.query({ client: trx }).where('userId', user.id)
  if (owned.length >= MOST_PASSKEYS) {
    throw new PasskeyRefused(`Nobody may have more than ${MOST_PASSKEYS} passkeys. Remove one that you do not use.`)
  }
  if (await Passkey.findBy('credentialId', credentialId, { client: trx })) {
    throw new PasskeyRefused('This passkey belongs to an account already.')
  }
}

/** Of an answer that anybody may have made up. */
function credentialIn(response: unknown): string {
  const { id } = (response ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : ''
}

function subjectOf({ id, name }: Passkey): AuditSubject {
  return { type: 'passkey', id, label: name }
}
