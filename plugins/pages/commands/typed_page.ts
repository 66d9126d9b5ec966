import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import { DateTime } from 'luxon'
import Page from '#models/page'
import Revision from '#models/revision'
import { normalPath } from '#services/page_path'

/**
 * @param path - as somebody typed it
 * @returns the page there
 * @throws OperatorMistake without one
 */
export async function typedPage(path: string): Promise<Page> {
  const page = await Page.findBy('path', normalPath(path))
  if (!page) throw new OperatorMistake(`There is no page at /${normalPath(path)}/.`)
  return page
}

/**
 * @param typed - as `2026-01-31` or `2026-01-31T12:00`, in UTC unless it says otherwise
 * @returns the moment; null when nothing was typed
 * @throws OperatorMistake when it is none
 */
export function typedMoment(typed: string | undefined): DateTime | null {
  if (typed === undefined) return null
  const moment = DateTime.fromISO(typed, { zone: 'utc' })
  if (!moment.isValid) throw new OperatorMistake(`"${typed}" is no moment; write 2026-01-31T12:00, in UTC.`)
  return moment
}

/**
 * @param pageId - of a page
 * @param typed - number of one of its revisions
 * @returns the revision
 * @throws OperatorMistake without one
 */
export async function typedRevision(pageId: number, typed: string): Promise<Revision> {
  const number = /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0
  const revision = await Revision.query().where({ page_id: pageId, number }).first()
  if (!revision) throw new OperatorMistake(`There is no revision ${typed}; pages:history shows which there are.`)
  return revision
}
