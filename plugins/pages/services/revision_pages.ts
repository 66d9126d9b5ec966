import { inject } from '@adonisjs/core'
import string from '@adonisjs/core/helpers/string'
import type { DateTime } from 'luxon'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { MarkupDeadlineError, renderTrustedMarkup } from '@pydotorg/platform/markup'
import Page from '#models/page'
import type Revision from '#models/revision'
import { diffLines, type DiffLine } from '#services/diff_lines'
import { compare, revisionOf, type ComparedField, type ComparedPart } from '#services/page_history'
import { steadyHeadings } from '#services/steady_headings'
import { momentOf } from '#services/page_words'
import resource from '#admin/pages'

/** A field that differs: by lines when it is the text, else by words. */
export interface ShownDifference extends ComparedField {
  lines: DiffLine[] | null
  /** HTML, because blanks between words count. */
  words: string
}

/** What pages about one page's history share. */
export interface RevisionFrame {
  page: Page
  /** Of its form in the administration. */
  record: string
  /** Of its list of revisions. */
  base: string
  /** Steps of the way there, after the dashboard. */
  trail: { title: string; href?: string }[]
  momentOf: (moment: DateTime) => string
}

/** Loads what staff see of the history of a page. */
@inject()
export class RevisionPages {
  readonly #admin: AdminDirectory

  /** @param admin - addresses */
  constructor(admin: AdminDirectory) {
    this.#admin = admin
  }

  /**
   * @param id - of a page
   * @returns the page and the way to it
   * @throws E_ROW_NOT_FOUND without one
   */
  async frame(id: number): Promise<RevisionFrame> {
    const page = await Page.findOrFail(id)
    const record = this.#admin.address(resource, id)
    const list = { title: resource.title, href: this.#admin.address(resource) }
    const trail = [list, { title: page.title, href: record }]
    return { page, record, base: `/admin/pages/${id}/revisions/`, trail, momentOf }
  }

  /**
   * @param page - a page
   * @param number - of one of its revisions
   * @returns the revision, what restoring it would change, and how its text looks; null when that takes too long
   * @throws E_ROW_NOT_FOUND without such a revision
   */
  async look(page: Page, number: number) {
    const [revision, newest] = await Promise.all([revisionOf(page.id, number), revisionOf(page.id, page.version)])
    // Whether visitors see it is not restored.
    const { isPublished, publishAt, unpublishAt } = newest.fields
    const restored = { ...revision.fields, isPublished, publishAt, unpublishAt }
    return { revision, differences: shown(compare(newest.fields, restored)), html: await textOf(revision) }
  }

  /**
   * @param page - a page
   * @param from - number of a revision
   * @param to - and of another one
   * @returns both, and what differs
   * @throws E_ROW_NOT_FOUND without one of them
   */
  async compare(page: Page, from: number, to: number) {
    const [before, after] = await Promise.all([revisionOf(page.id, from), revisionOf(page.id, to)])
    return { before, after, differences: shown(compare(before.fields, after.fields)) }
  }
}

/**
 * @param typed - in an address, perhaps by hand
 * @returns a number that a revision may have; undefined for anything else
 */
export function revisionNumber(typed: unknown): number | undefined {
  return typeof typed === 'string' && /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : undefined
}

function shown(fields: readonly ComparedField[]): ShownDifference[] {
  return fields.map((one) => {
    const isText = one.field === 'content'
    return { ...one, lines: isText ? diffLines(one.parts) : null, words: isText ? '' : wordsOf(one.parts) }
  })
}

function wordsOf(parts: readonly ComparedPart[]): string {
  const tags = { same: 'span', added: 'ins', removed: 'del' } as const
  const shownParts = parts.map(({ kind, text }) => {
    return `<${tags[kind]}>${string.escapeHTML(text || '(empty)')}</${tags[kind]}>`
  })
  return shownParts.join('')
}

async function textOf({ fields }: Revision): Promise<string | null> {
  try {
    const { html } = await renderTrustedMarkup(fields.content, fields.contentMarkupType)
    return steadyHeadings(html)
  } catch (error) {
    if (error instanceof MarkupDeadlineError) return null
    throw error
  }
}
