import type { DateTime } from 'luxon'
import type { TrustedMarkupType } from '@pydotorg/platform/markup'
import type { Publication } from '#services/visibility'

/** What the author of a page writes. */
export interface PageText {
  title: string
  path: string
  keywords: string
  description: string
  content: string
  contentMarkupType: TrustedMarkupType
  contentType: string
  templateName: string
}

/** What a revision keeps: every field of a page, moments as ISO texts in UTC. */
export interface PageSnapshot extends PageText {
  isPublished: boolean
  publishAt: string | null
  unpublishAt: string | null
}

/** Fields in the order in which people read them, with their names. */
export const FIELD_TITLES: Readonly<Record<keyof PageSnapshot, string>> = {
  title: 'Title',
  path: 'Path',
  description: 'Description',
  keywords: 'Keywords',
  content: 'Content',
  contentMarkupType: 'Markup',
  contentType: 'Content type',
  templateName: 'Template',
  isPublished: 'Published',
  publishAt: 'Publish at',
  unpublishAt: 'Unpublish at',
}

/**
 * @param page - with all its columns
 * @returns its fields as a revision keeps them
 */
export function snapshotOf(page: PageText & Publication): PageSnapshot {
  return {
    ...textOf(page),
    isPublished: page.isPublished,
    publishAt: isoOf(page.publishAt),
    unpublishAt: isoOf(page.unpublishAt),
  }
}

/**
 * @param fields - a page or a snapshot of one
 * @returns what its author wrote, without whether it is published
 */
export function textOf(fields: PageText): PageText {
  const { title, path, keywords, description, content, contentMarkupType, contentType, templateName } = fields
  return { title, path, keywords, description, content, contentMarkupType, contentType, templateName }
}

function isoOf(moment: DateTime | null): string | null {
  return moment?.toUTC().toISO() ?? null
}
