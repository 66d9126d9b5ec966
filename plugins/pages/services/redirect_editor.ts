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
    const oldPath = normalOldPath(wanted.oldPath)
    const newPath = wanted.newPath.trim()
    this.#refuse(oldPath, newPath)
    const keep = (trx: TransactionClientContract) => this.#keep({ ...wanted, oldPath: oldPath!, newPath }, by, trx)
    return client ? keep(client) : db.transaction(keep)
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

  #refuse(oldPath: string | null, newPath: string): void {
    const wrongOld = oldPathFault(oldPath)
    if (wrongOld) throw formError('old_path', wrongOld)
    const wrongNew = newPathFault(newPath, oldPath!)
    if (wrongNew) throw formError('new_path', wrongNew)
    const route = hasStar(oldPath!) ? null : this.routes.routeAt(oldPath!)
    // A route with a parameter may find nothing, and then the redirect is asked.
    if (!route || route.hasParameters) return
    throw formError('old_path', `${route.pattern} is answered by ${route.name}, so this redirect would never be asked.`)
  }

  async #keep(wanted: WantedRedirect, by: Author, trx: TransactionClientContract): Promise<Redirect> {
    await trx.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [LOCK])
    const newPath = await this.#end(wanted, trx)
    const redirect = await Redirect.firstOrNew({ oldPath: wanted.oldPath }, {}, { client: trx })
    const before = redirect.$isPersisted ? { ...redirect.$original } : null
    redirect.merge({
      newPath,
      isPermanent: wanted.isPermanent ?? redirect.isPermanent ?? true,
      note: wanted.note ?? redirect.note ?? '',
      creatorId: redirect.$isPersisted ? redirect.creatorId : idOf(by),
    })
    if (!redirect.$isDirty) return redirect
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
