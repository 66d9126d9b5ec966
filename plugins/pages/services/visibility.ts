import { DateTime } from 'luxon'

/**
 * Condition in SQL for rows that visitors see now. Decided when a page is read, so a page appears and goes to the second
 * and no job has to run.
 */
export const VISIBLE =
  'pages_pages.is_published and coalesce(pages_pages.publish_at <= now(), true) ' +
  'and coalesce(pages_pages.unpublish_at > now(), true)'

/** What decides whether visitors see a page. */
export interface Publication {
  isPublished: boolean
  publishAt: DateTime | null
  unpublishAt: DateTime | null
}

/** `scheduled` is published, and its time has not come; `expired` was, and its time is over. */
export type PageState = 'draft' | 'scheduled' | 'visible' | 'expired'

/** Conditions in SQL for rows of each state, as pageState() tells it. */
export const STATE_CONDITIONS: Readonly<Record<PageState, string>> = {
  draft: 'not pages_pages.is_published',
  scheduled: 'pages_pages.is_published and pages_pages.publish_at > now()',
  visible: VISIBLE,
  expired:
    'pages_pages.is_published and coalesce(pages_pages.publish_at <= now(), true) and pages_pages.unpublish_at <= now()',
}

/**
 * @param publication - of a page
 * @param now - the moment to look at
 * @returns what it is then
 */
export function pageState({ isPublished, publishAt, unpublishAt }: Publication, now = DateTime.utc()): PageState {
  if (!isPublished) return 'draft'
  if (publishAt && publishAt > now) return 'scheduled'
  return unpublishAt && unpublishAt <= now ? 'expired' : 'visible'
}
