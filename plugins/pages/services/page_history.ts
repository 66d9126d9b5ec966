import { diffLines, diffWordsWithSpace } from 'diff'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import Revision from '#models/revision'
import { FIELD_TITLES, type PageSnapshot } from '#services/page_fields'

/** A run of text in a comparison. */
export interface ComparedPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** A field that differs between two revisions. */
export interface ComparedField {
  field: keyof PageSnapshot
  /** For people. */
  title: string
  /** Lines of the content, words of every other text. */
  parts: ComparedPart[]
}

const REVISIONS_ON_A_PAGE = 50

/** Milliseconds, for one field; texts that have next to nothing in common take longest, and are then shown whole. */
const LONGEST_COMPARISON = 1_000

/**
 * @param pageId - of a page
 * @param before - only revisions older than this number, for the next page of the list
 * @returns its revisions, newest first, at most fifty
 */
export function revisionsOf(pageId: number, before = Infinity): Promise<Revision[]> {
  const query = Revision.query().where('page_id', pageId).orderBy('number', 'desc').limit(REVISIONS_ON_A_PAGE)
  return Number.isFinite(before) ? query.where('number', '<', before).exec() : query.exec()
}

/**
 * @param pageId - of a page
 * @param number - of a revision
 * @param client - in whose transaction; without it in none
 * @returns the revision
 * @throws E_ROW_NOT_FOUND without one
 */
export function revisionOf(pageId: number, number: number, client?: QueryClientContract): Promise<Revision> {
  return Revision.query({ client }).where({ page_id: pageId, number }).firstOrFail()
}

/**
 * @param before - a page as it was
 * @param after - and as it was later, or is
 * @returns the fields that differ, in the order in which people read them
 * @example
 * compare(first.fields, second.fields) // [{ field: 'title', title: 'Title', parts: [{ kind: 'removed', text: 'Old' }, …] }]
 */
export function compare(before: PageSnapshot, after: PageSnapshot): ComparedField[] {
  const fields = Object.keys(FIELD_TITLES) as (keyof PageSnapshot)[]
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, title: FIELD_TITLES[field], parts: partsOf(field, before[field], after[field]) }))
}

function partsOf(field: keyof PageSnapshot, before: unknown, after: unknown): ComparedPart[] {
  const [was, is] = [shown(before), shown(after)]
  const bound = { timeout: LONGEST_COMPARISON }
  const changes = field === 'content' ? diffLines(was, is, bound) : diffWordsWithSpace(was, is, bound)
  if (!changes) return [part('removed', was), part('added', is)]
  return changes.map(({ added, removed, value }) => part(added ? 'added' : removed ? 'removed' : 'same', value))
}

function part(kind: ComparedPart['kind'], text: string): ComparedPart {
  return { kind, text }
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null ? 'never' : String(value)
}
