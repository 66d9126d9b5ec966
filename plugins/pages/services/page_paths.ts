import { inject } from '@adonisjs/core'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { formError, RouteDirectory } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import Page from '#models/page'
import type Redirect from '#models/redirect'
import { findRedirect } from '#services/find_redirect'
import { pathFault } from '#services/page_path'
import { RedirectEditor } from '#services/redirect_editor'
import { localTarget } from '#services/redirect_path'

/** Who writes, in which transaction. */
export interface Writing {
  by: Author
  trx: TransactionClientContract
}

/** Which paths pages may have, and what becomes of one that a page leaves. */
@inject()
export class PagePaths {
  constructor(
    protected routes: RouteDirectory,
    protected redirects: RedirectEditor
  ) {}

  /**
   * @param page - with the path that it is to have
   * @param writing - who writes it
   * @throws E_VALIDATION_ERROR when visitors would never see it there
   */
  async claim(page: Page, { by, trx }: Writing): Promise<void> {
    const returned = await this.#redirectBack(page, trx)
    const wrong = await this.fault(page, trx, returned?.oldPath)
    if (wrong) throw formError('path', wrong)
    if (returned) await this.redirects.remove(returned.oldPath, by, trx)
  }

  /**
   * @param page - its path, and its id when it has one
   * @param trx - in whose transaction to look
   * @param passable - an old path whose redirect is no obstacle
   * @returns a sentence that says why visitors would never see the page there; null when they would
   */
  async fault(
    { path, id }: Pick<Page, 'path'> & { id?: number },
    trx: TransactionClientContract,
    passable?: string
  ): Promise<string | null> {
    const wrong = pathFault(path) ?? this.#shadowed(path)
    if (wrong) return wrong
    const other = await Page.query({ client: trx }).where('path', path).first()
    if (other && other.id !== id) return `“${other.title}” is at /${path}/ already.`
    const redirect = await findRedirect(`/${path}`, trx)
    if (!redirect || redirect.oldPath === passable) return null
    const where = redirect.newPath === '' ? 'is marked as gone' : `leads to ${redirect.newPath}`
    return `${redirect.oldPath} ${where}. Take that redirect away first, or nobody would see the page.`
  }

  /**
   * Keeps the links of others: from the old path of a published page a redirect leads to the new one.
   *
   * @param page - with its new path
   * @param was - its old one
   * @param writing - who moves it
   * @throws E_VALIDATION_ERROR as claim() does
   */
  async move(page: Page, was: string, { by, trx }: Writing): Promise<void> {
    await this.claim(page, { by, trx })
    // A route that was added since the page was written keeps its address to itself.
    if (!page.$original.isPublished || this.routes.routeAt(`/${was}`)?.hasParameters === false) return
    await this.redirects.set({ oldPath: `/${was}`, newPath: page.href, note: 'The page moved.' }, by, trx)
  }

  /** Names the route that is asked before the page. */
  #shadowed(path: string): string | null {
    const route = this.routes.routeAt(`/${path}`)
    return route && `/${path}/ belongs to another part of the site: ${route.name} answers ${route.pattern}.`
  }

  /** The redirect that leads from where a page goes to where it still is: with the page there it has done its work. */
  async #redirectBack(page: Page, trx: TransactionClientContract): Promise<Redirect | null> {
    if (!page.$isPersisted) return null
    const redirect = await findRedirect(`/${page.path}`, trx)
    const leadsBack = redirect && localTarget(redirect.newPath) === `/${String(page.$original.path)}`
    return leadsBack && redirect.oldPath === `/${page.path}` ? redirect : null
  }
}
