import { inject } from '@adonisjs/core'
import { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog, auditOrigin } from '@pydotorg/platform/audit'
import { formError, RouteDirectory } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import Redirect from '#models/redirect'
import { followChain } from '#services/redirect_chain'
import { hasStar, newPathFault, normalOldPath, oldPathFault } from '#services/redirect_path'

/** What somebody wants to lead where. */
export interface WantedRedirect {
  oldPath: string
  /** Empty: what was there is gone, and visitors are told so (410). */
  newPath: string
  /** 301 without it. */
  isPermanent?: boolean
  note?: string
}

/** A change that is under way. */
interface Keeping {
  by: Author
  trx: TransactionClientContract
  /** As it was, when a part of the change is saved already. */
  before?: Record<string, unknown>
}

/** Redirects change one after the other, or two that are sound alone could make a loop together. */
const LOCK = 'pages.redirects'

/**
 * Leads old addresses elsewhere, by rules that keep visitors from going round in circles. Every change is noted in the
 * audit log. Who may do it is for the caller to ask: `PagePolicy.redirect`.
 *
 * @example
 * const redirects = await app.container.make(RedirectEditor)
 * await redirects.set({ oldPath: '/doc/faq/', newPath: 'https://docs.python.org/3/faq/' }, ctx)
 */
@inject()
export class RedirectEditor {
  constructor(
    protected audit: AuditLog,
    protected routes: RouteDirectory
  ) {}

  /**
   * Makes a redirect, or changes where the one of this path leads. It leads to the end of a chain at once, and others
   * that led to its old path do so from now on.
   *
   * @param wanted - what to lead where
   * @param by - who wants it
   * @param client - the transaction of a greater change; without it one of its own
   * @returns the redirect as it is kept
   * @throws E_VALIDATION_ERROR for a path that a route answers, a place that nobody can be sent to, and a loop
   */
  set(wanted: WantedRedirect, by: Author, client?: TransactionClientContract): Promise<Redirect> {
    const sound = this.#sound(wanted)
    const keep = async (trx: TransactionClientContract) => {
      await lock(trx)
      const redirect = await Redirect.firstOrNew({ oldPath: sound.oldPath }, {}, { client: trx })
      return this.#keep(redirect, sound, { by, trx })
    }
    return client ? keep(client) : db.transaction(keep)
  }

  /**
   * Makes a redirect of a path that leads nowhere yet.
   *
   * @param wanted - what to lead where
   * @param by - who wants it
   * @returns the redirect as it is kept
   * @throws E_VALIDATION_ERROR as set() does, and for a path that leads somewhere already
   */
  add(wanted: WantedRedirect, by: Author): Promise<Redirect> {
    const sound = this.#sound(wanted)
    return db.transaction(async (trx) => {
      await lock(trx)
      await refuseTaken(sound.oldPath, trx)
      return this.#keep(new Redirect().useTransaction(trx), sound, { by, trx })
    })
  }

  /**
   * @param id - of a redirect
   * @param wanted - what it is to lead where
   * @param by - who wants it
   * @returns the redirect as it is kept
   * @throws E_VALIDATION_ERROR as add() does; E_ROW_NOT_FOUND
   */
  change(id: number, wanted: WantedRedirect, by: Author): Promise<Redirect> {
    const sound = this.#sound(wanted)
    return db.transaction(async (trx) => {
      await lock(trx)
      const redirect = await Redirect.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (redirect.oldPath === sound.oldPath) return this.#keep(redirect, sound, { by, trx })
      await refuseTaken(sound.oldPath, trx)
      const before = { ...redirect.$original }
      // What it led from leads nowhere any more, which a chain of the new path has to know.
      await redirect.merge({ oldPath: sound.oldPath }).save()
      return this.#keep(redirect, sound, { by, trx, before })
    })
  }

  /**
   * @param oldPath - of the redirect
   * @param by - who takes it away
   * @param client - the transaction of a greater change; without it one of its own
   * @returns the redirect as it was; null when there was none
   */
  remove(oldPath: string, by: Author, client?: TransactionClientContract): Promise<Redirect | null> {
    const take = async (trx: TransactionClientContract): Promise<Redirect | null> => {
      const normal = normalOldPath(oldPath) ?? ''
      const redirect = await Redirect.query({ client: trx }).where('old_path', normal).forUpdate().first()
      if (!redirect) return null
      await redirect.delete()
      const before = { ...redirect.$attributes }
      await this.audit.record({ by, action: 'pages.redirect.delete', subject: subjectOf(redirect), before }, trx)
      return redirect
    }
    return client ? take(client) : db.transaction(take)
  }

  /**
   * Says whether the two ends of a redirect are sound, without looking at others.
   *
   * @param wanted - what to lead where
   * @throws E_VALIDATION_ERROR for a path that a route answers, and a place that nobody can be sent to
   */
  check(wanted: WantedRedirect): void {
    this.#sound(wanted)
  }

  /** @returns the same with both ends in their normal form */
  #sound(wanted: WantedRedirect): WantedRedirect {
    const oldPath = normalOldPath(wanted.oldPath)
    const newPath = wanted.newPath.trim()
    const wrongOld = oldPathFault(oldPath)
    if (wrongOld) throw formError('old_path', wrongOld)
    const wrongNew = newPathFault(newPath, oldPath!)
    if (wrongNew) throw formError('new_path', wrongNew)
    const route = hasStar(oldPath!) ? null : this.routes.routeAt(oldPath!)
    // A route with a parameter may find nothing, and then the redirect is asked.
    if (!route || route.hasParameters) return { ...wanted, oldPath: oldPath!, newPath }
    throw formError('old_path', `${route.pattern} is answered by ${route.name}, so this redirect would never be asked.`)
  }

  async #keep(redirect: Redirect, wanted: WantedRedirect, { by, trx, before: was }: Keeping): Promise<Redirect> {
    const newPath = await this.#end(wanted, trx)
    const before = was ?? (redirect.$isPersisted ? { ...redirect.$original } : null)
    redirect.merge({
      oldPath: wanted.oldPath,
      newPath,
      isPermanent: wanted.isPermanent ?? redirect.isPermanent ?? true,
      note: wanted.note ?? redirect.note ?? '',
      creatorId: redirect.$isPersisted ? redirect.creatorId : idOf(by),
    })
    if (!redirect.$isDirty && !was) return redirect
    await redirect.save()
    const shortened = await this.#shorten(redirect, trx)
    const action = before ? 'pages.redirect.update' : 'pages.redirect.create'
    const after = { ...redirect.$attributes, ...(shortened.length > 0 && { shortened }) }
    await this.audit.record({ by, action, subject: subjectOf(redirect), before, after }, trx)
    return redirect
  }

  async #end({ oldPath, newPath }: WantedRedirect, trx: TransactionClientContract): Promise<string> {
    const { end, steps, isLoop } = await followChain(oldPath, newPath, trx)
    if (isLoop) throw formError('new_path', `Visitors would go round in a circle: ${steps.join(' → ')}.`, 'loop')
    // What a star stood for would get lost on a shorter way.
    return hasStar(newPath) || hasStar(end) ? newPath : end
  }

  /** @returns old paths that led to this one, and lead to its end now */
  async #shorten({ oldPath, newPath, id }: Redirect, trx: TransactionClientContract): Promise<string[]> {
    if (hasStar(oldPath) || hasStar(newPath)) return []
    const rows: { old_path: string }[] = await trx
      .query()
      .from('pages_redirects')
      .whereRaw(`rtrim(new_path, '/') = ?`, [oldPath])
      .whereNot('id', id)
      .update({ new_path: newPath, updated_at: new Date() })
      .returning('old_path')
    return rows.map(({ old_path: path }) => path)
  }
}

async function lock(trx: TransactionClientContract): Promise<void> {
  await trx.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [LOCK])
}

async function refuseTaken(oldPath: string, trx: TransactionClientContract): Promise<void> {
  const other = await Redirect.query({ client: trx }).where('old_path', oldPath).first()
  if (!other) return
  const where = other.newPath === '' ? 'is marked as gone' : `leads to ${other.newPath}`
  throw formError('old_path', `${oldPath} ${where} already. Change that redirect, or take it away first.`)
}

/**
 * @param by - who does something
 * @returns the id of their account; null for commands
 */
export function idOf(by: Author): number | null {
  return (by instanceof HttpContext ? auditOrigin(by) : by).actor.id
}

function subjectOf({ id, oldPath }: Redirect) {
  return { type: 'redirect', id, label: oldPath }
}
