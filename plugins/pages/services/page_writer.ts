import { inject } from '@adonisjs/core'
import { HttpContext } from '@adonisjs/core/http'
import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { auditOrigin, type AuditOrigin } from '@pydotorg/platform/audit'
import { formError, plainDate } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import PageRemoved from '#contracts/events/page_removed'
import Page from '#models/page'
import Redirect from '#models/redirect'
import Revision from '#models/revision'
import { snapshotOf, type PageText } from '#services/page_fields'
import { normalPath } from '#services/page_path'
import { PagePaths, type Writing } from '#services/page_paths'
import type { Publication } from '#services/visibility'

type PageFields = PageText & Publication

/** What is to be different, and what the author says of it. */
interface Change {
  fields: Partial<PageFields>
  comment?: string
}

const DEFAULTS = {
  keywords: '',
  description: '',
  content: '',
  contentMarkupType: 'restructuredtext',
  contentType: 'text/html',
  templateName: '',
  isPublished: true,
  publishAt: null,
  unpublishAt: null,
} as const

/** Writes rows of pages and their revisions by the rules of paths. What is noted of it in the audit log is the caller's. */
@inject()
export class PageWriter {
  constructor(protected paths: PagePaths) {}

  /**
   * @param fields - of the page; what is left out is as python.org has it
   * @param writing - who writes it
   * @returns the page, with its first revision
   * @throws E_VALIDATION_ERROR for its path, or for when it is to be seen
   */
  async create(fields: Pick<PageFields, 'title' | 'path'> & Partial<PageFields>, { by, trx }: Writing): Promise<Page> {
    const page = new Page().useTransaction(trx)
    const { id } = actorOf(by)
    page.merge({
      ...DEFAULTS,
      ...fields,
      path: normalPath(fields.path),
      version: 1,
      creatorId: id,
      lastModifiedById: id,
    })
    refuseWindow(page)
    await this.paths.claim(page, { by, trx })
    await page.save()
    await keepRevision(page, '', { by, trx })
    return page
  }

  /**
   * @param page - as it is, locked
   * @param change - what is to be different; when nothing is, there is no revision either
   * @param writing - who writes it
   * @throws E_VALIDATION_ERROR as create() does
   */
  async update(page: Page, { fields, comment = '' }: Change, { by, trx }: Writing): Promise<void> {
    const was = page.path
    page.merge({ ...fields, ...(fields.path !== undefined && { path: normalPath(fields.path) }) })
    if (!page.$isDirty) return
    refuseWindow(page)
    if (page.path !== was) await this.paths.move(page, was, { by, trx })
    page.merge({ version: page.version + 1, lastModifiedById: actorOf(by).id })
    await page.save()
    await keepRevision(page, comment, { by, trx })
  }

  /**
   * Takes a page away, with its history and the redirects that led to it. Others hear of it after the commit.
   *
   * @param page - as it is, locked
   * @param writing - who takes it away
   */
  async remove(page: Page, { by, trx }: Writing): Promise<void> {
    await page.useTransaction(trx).delete()
    await Redirect.query({ client: trx })
      .whereRaw(`rtrim(new_path, '/') = ?`, [`/${page.path}`])
      .delete()
    const news = new PageRemoved(page.id, page.path, originOf(by))
    trx.after('commit', () => tell(news))
  }
}

/**
 * @param id - of a page
 * @param trx - until whose end nobody else can change the page
 * @returns the page
 * @throws E_ROW_NOT_FOUND without one
 */
export function lockPage(id: number, trx: TransactionClientContract): Promise<Page> {
  return Page.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
}

/**
 * Keeps two editors from losing what the other wrote.
 *
 * @param page - as it is, locked
 * @param version - that an author began with
 * @param trx - of the change
 * @throws E_VALIDATION_ERROR that says who was quicker
 */
export async function refuseStale(page: Page, version: number, trx: TransactionClientContract): Promise<void> {
  if (page.version === version) return
  const newest = await Revision.query({ client: trx }).where({ page_id: page.id, number: page.version }).first()
  const when = `${plainDate(page.updatedAt.toUTC())}, ${page.updatedAt.toUTC().toFormat('HH:mm')} UTC`
  throw formError(
    'version',
    `${newest?.authorName ?? 'Somebody'} saved this page on ${when}, after you had opened it. ` +
      `Nothing of yours is lost: compare it with revision ${page.version}, and save again.`,
    'stale'
  )
}

function refuseWindow({ publishAt, unpublishAt }: Page): void {
  if (!publishAt || !unpublishAt || publishAt < unpublishAt) return
  throw formError('unpublish_at', 'Choose a moment after the one at which it is published.')
}

async function keepRevision(page: Page, comment: string, { by, trx }: Writing): Promise<void> {
  const { id: authorId, name: authorName } = actorOf(by)
  const fields = snapshotOf(page)
  await Revision.create(
    { pageId: page.id, number: page.version, fields, comment, authorId, authorName },
    { client: trx }
  )
}

function originOf(by: Author): AuditOrigin {
  return by instanceof HttpContext ? auditOrigin(by) : by
}

function actorOf(by: Author): { id: number | null; name: string } {
  return originOf(by).actor
}

/** The page is gone, and nobody brings it back because somebody else did not hear of it. */
async function tell(news: PageRemoved): Promise<void> {
  await emitter.emit(PageRemoved, news).catch((error: unknown) => {
    logger.error({ err: error, page: news.id }, 'that a page is gone could not be told')
  })
}
