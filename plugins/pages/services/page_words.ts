import type { DateTime } from 'luxon'
import { plainDate } from '@pydotorg/platform/http'
import { pageState, type PageState, type Publication } from '#services/visibility'

/** What staff read of a page's state. */
export const STATE_WORDS: Readonly<Record<PageState, string>> = {
  draft: 'Draft',
  scheduled: 'Planned',
  visible: 'Published',
  expired: 'Over',
}

/**
 * @param publication - of a page
 * @returns whether visitors see it, in a sentence for staff
 */
export function standingOf(publication: Publication): string {
  const { publishAt, unpublishAt } = publication
  const until = unpublishAt ? ` until ${momentOf(unpublishAt)}` : ''
  const sentences: Record<PageState, () => string> = {
    draft: () => 'A draft: only staff see it.',
    scheduled: () => `Planned: visitors see it from ${momentOf(publishAt!)}${until}.`,
    visible: () => `Published: visitors see it${until}.`,
    expired: () => `Over: visitors do not see it since ${momentOf(unpublishAt!)}.`,
  }
  return sentences[pageState(publication)]()
}

/**
 * @param moment - of something
 * @returns it in words, in UTC
 */
export function momentOf(moment: DateTime): string {
  const utc = moment.toUTC()
  return `${plainDate(utc)}, ${utc.toFormat('HH:mm')} UTC`
}
