import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import { AuditLog } from '@pydotorg/platform/audit'
import type { Author } from '@pydotorg/platform/identity'
import type Page from '#models/page'
import { snapshotOf, textOf, type PageText } from '#services/page_fields'
import type { Publication } from '#services/visibility'
import { lockPage, PageWriter, refuseStale } from '#services/page_writer'
import { revisionOf } from '#services/page_history'

/** A new page; what is left out is as python.org has it. */
export type NewPage = Pick<PageText, 'title' | 'path'> & Partial<PageText & Window> & { isPublished?: boolean }

/** Since when and until when visitors see a page that is published. */
export interface Window {
  publishAt: DateTime | null
  unpublishAt: DateTime | null
}

/** A change of what is written, and of when visitors see it. */
export interface PageChange {
  /** Version that the author began with: `page.version` as the form was shown. */
  version: number
  fields: Partial<PageText & Publication>
  /** What they say of it. */
  comment?: string
}

/**
 * Writes pages. Every change makes a revision and an entry of the audit log, in one transaction with it. Who may do it is
 * for the caller to ask: `PagePolicy.write`, `PagePolicy.publish`.
 *
 * @example
 * const pages = await app.container.make(PageEditor)
 * const page = await pages.create({ title: 'Apps', path: 'about/apps', content: '…', contentMarkupType: 'markdown' }, ctx)
 * page.removed // what was taken out of the content, for the author to read
 */
@inject()
export class PageEditor {
  constructor(
    protected writer: PageWriter,
    protected audit: AuditLog
  ) {}

  /**
   * @param fields - of the page; it is a draft unless they say otherwise
   * @param by - who writes it
   * @returns the page
   * @throws E_VALIDATION_ERROR for a path that cannot be one, is taken, or that a route or a redirect answers
   */
  create(fields: NewPage, by: Author): Promise<Page> {
    return db.transaction(async (trx) => {
      const page = await this.writer.create({ isPublished: false, ...fields }, { by, trx })
      await this.#record('create', page, { by, trx })
      return page
    })
  }

  /**
   * @param id - of the page
   * @param change - what is to be different, and the version that the author began with
   * @param by - who writes it
   * @returns the page
   * @throws E_VALIDATION_ERROR as create() does, and when somebody else saved the page meanwhile; E_ROW_NOT_FOUND
   */
  update(id: number, { version, fields, comment }: PageChange, by: Author): Promise<Page> {
    return this.#change(id, { verb: 'update', by }, async (page, trx) => {
      await refuseStale(page, version, trx)
      await this.writer.update(page, { fields, comment }, { by, trx })
    })
  }

  /** Shows a page to visitors from now on, whatever was planned. */
  publish(id: number, by: Author): Promise<Page> {
    const fields = { isPublished: true, publishAt: null, unpublishAt: null }
    return this.#change(id, { verb: 'publish', by }, (page, trx) => this.writer.update(page, { fields }, { by, trx }))
  }

  /** Makes a draft of a page. */
  unpublish(id: number, by: Author): Promise<Page> {
    const fields = { isPublished: false }
    return this.#change(id, { verb: 'unpublish', by }, (page, trx) => this.writer.update(page, { fields }, { by, trx }))
  }

  /**
   * Plans when visitors see a page. Nothing has to run then: it is decided when somebody asks for the page.
   *
   * @param id - of the page
   * @param window - null for no limit on that side
   * @param by - who plans it
   * @returns the page
   * @throws E_VALIDATION_ERROR when it would go before it comes
   */
  schedule(id: number, window: Window, by: Author): Promise<Page> {
    const fields = { isPublished: true, ...window }
    return this.#change(id, { verb: 'schedule', by }, (page, trx) => this.writer.update(page, { fields }, { by, trx }))
  }

  /**
   * Writes a page as it was once more, as a new revision. Whether visitors see it stays as it is.
   *
   * @param id - of the page
   * @param number - of the revision
   * @param by - who wants it
   * @returns the page
   * @throws E_VALIDATION_ERROR when its path of then is not free any more, E_ROW_NOT_FOUND without such a revision
   */
  restore(id: number, number: number, by: Author): Promise<Page> {
    return this.#change(id, { verb: 'restore', by }, async (page, trx) => {
      const { fields } = await revisionOf(page.id, number, trx)
      const comment = `Revision ${number} again`
      await this.writer.update(page, { fields: textOf(fields), comment }, { by, trx })
    })
  }

  /**
   * Takes a page away for good, with its history and the redirects that led to it. The audit log keeps its last text.
   *
   * @param id - of the page
   * @param by - who wants it
   * @returns the page as it was
   * @throws E_ROW_NOT_FOUND when it is gone already
   */
  remove(id: number, by: Author): Promise<Page> {
    return db.transaction(async (trx) => {
      const page = await lockPage(id, trx)
      await this.writer.remove(page, { by, trx })
      const subject = subjectOf(page)
      await this.audit.record({ by, action: 'pages.page.delete', subject, before: { ...snapshotOf(page) } }, trx)
      return page
    })
  }

  #change(
    id: number,
    { verb, by }: { verb: 'update' | 'publish' | 'unpublish' | 'schedule' | 'restore'; by: Author },
    write: (page: Page, trx: TransactionClientContract) => Promise<unknown>
  ): Promise<Page> {
    return db.transaction(async (trx) => {
      const page = await lockPage(id, trx)
      const [before, version] = [snapshotOf(page), page.version]
      await write(page, trx)
      if (page.version !== version) await this.#record(verb, page, { by, trx, before })
      return page
    })
  }

  async #record(
    verb: string,
    page: Page,
    { by, trx, before }: { by: Author; trx: TransactionClientContract; before?: object }
  ): Promise<void> {
    const record = { by, action: `pages.page.${verb}`, subject: subjectOf(page) } as const
    await this.audit.record({ ...record, before: before && { ...before }, after: { ...snapshotOf(page) } }, trx)
  }
}

function subjectOf({ id, path }: Page) {
  return { type: 'page', id, label: path }
}
