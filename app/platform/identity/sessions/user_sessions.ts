import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { ReadOnlyValuesStore, SessionCollection } from '@adonisjs/session'
import type { TaggedSession } from '@adonisjs/session/types'
import { DateTime } from 'luxon'
import type { User } from '../models/user.js'
import { deviceName } from '../second_factors/device_name.js'
import { DEVICE, type SessionDevice } from '../sign_in.js'

/** Where AdonisJS's guard notes who is signed in. */
const OWNER = 'auth_web'

/** A place where somebody is signed in, as they may see it. */
export interface UserSession {
  /** By which it is ended; the session's own id is a secret and stays on the server. */
  key: string
  /** E.g. `Firefox on Linux`. */
  device: string
  ip: string
  signedInAt: DateTime
  /** Whether it is the one of the request that asks. */
  isThisOne: boolean
}

/**
 * Where somebody is signed in, and how to end it from elsewhere. Works on every store that knows whose a session is: the
 * database, and Redis.
 *
 * @example
 * const sessions = await ctx.containerResolver.make(UserSessions)
 * await sessions.endOthers(user, ctx.session.sessionId)
 */
@inject()
export class UserSessions {
  readonly #sessions: SessionCollection

  /** @param sessions - of the store that the site uses */
  constructor(sessions: SessionCollection) {
    this.#sessions = sessions
  }

  /**
   * @param user - whose
   * @param current - id of the session that asks
   * @returns this one first, the others by when they began, newest first
   */
  async list(user: User, current: string): Promise<UserSession[]> {
    const open = await this.#open(user)
    return open
      .map((one) => describe(one, current))
      .sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne) || b.signedInAt.toMillis() - a.signedInAt.toMillis())
  }

  /**
   * @param user - whose
   * @param key - of a session in their list
   * @returns false when there is none, e.g. because it ended meanwhile
   */
  async end(user: User, key: string): Promise<boolean> {
    const session = (await this.#open(user)).find(({ id }) => keyOf(id) === key)
    if (!session) return false
    await this.#sessions.destroy(session.id)
    return true
  }

  /**
   * Ends every session but one.
   *
   * @param user - whose
   * @param current - id of the session that goes on
   * @returns how many there were
   */
  async endOthers(user: User, current: string): Promise<number> {
    const others = (await this.#open(user)).filter(({ id }) => id !== current)
    await Promise.all(others.map(({ id }) => this.#sessions.destroy(id)))
    return others.length
  }

  /**
   * Ends every session of somebody, e.g. when the account is deleted.
   *
   * @param user - whose
   */
  async endAll(user: User): Promise<void> {
    const open = await this.#sessions.tagged(String(user.id))
    await Promise.all(open.map(({ id }) => this.#sessions.destroy(id)))
  }

  /** Those that still belong to the person: somebody may have signed out, and the tag is not taken away. */
  async #open(user: User): Promise<TaggedSession[]> {
    const tagged = await this.#sessions.tagged(String(user.id))
    return tagged.filter(({ data }) => data[OWNER] === user.id)
  }
}

/**
 * @param sessionId - a secret: whoever has it is signed in
 * @returns what may stand in a page in its place
 */
export function keyOf(sessionId: string): string {
  return createHash('sha256').update(`session:${sessionId}`).digest('hex').slice(0, 32)
}

function describe({ id, data }: TaggedSession, current: string): UserSession {
  const noted: Partial<SessionDevice> = new ReadOnlyValuesStore(data).get(DEVICE) ?? {}
  const { ip = '', userAgent = '', signedInAt } = noted
  return {
    key: keyOf(id),
    device: deviceName(userAgent),
    ip,
    signedInAt: signedInAt ? DateTime.fromISO(signedInAt) : DateTime.utc(),
    isThisOne: id === current,
  }
}
