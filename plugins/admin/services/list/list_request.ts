import type { AdminResource } from '@pydotorg/platform/admin'

/** What somebody wants to see of a list, as it stands in the address. */
export interface ListRequest {
  q: string
  /** By name of the filter; a filter of dates has `<name>_from` and `<name>_to`. */
  filters: Readonly<Record<string, string>>
  /** Attribute, turned round by `-`. */
  order: string
  /** `2025`, `2025-03` or `2025-03-14`; empty for all. */
  date: string
  after: Cursor | null
  before: Cursor | null
}

/** The row beside which a page begins. */
export interface Cursor {
  /** What it is ordered by, as the database writes it. */
  value: string | null
  id: number
}

/** Part of `ListRequest` that narrows the list: what counts, exports and actions need. */
export type ListScope = Pick<ListRequest, 'q' | 'filters' | 'date'>

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/**
 * Reads an address that somebody may have written by hand: what makes no sense is as if it was not there.
 *
 * @param resource - whose list
 * @param query - the parsed query string
 * @returns what is wanted
 */
export function listRequestOf(resource: AdminResource, query: Readonly<Record<string, unknown>>): ListRequest {
  const date = text(query.date)
  return {
    q: text(query.q).slice(0, 200),
    filters: filtersOf(query),
    order: orderOf(resource, text(query.order)),
    date: resource.list.dates && DATE.test(date) ? date : '',
    after: cursorOf(text(query.after)),
    before: cursorOf(text(query.before)),
  }
}

/**
 * @param request - what is wanted
 * @param change - what is different; a page is left behind when it is not named
 * @returns a query string with its `?`, or nothing when all is as it is without one
 */
export function addressOf(resource: AdminResource, request: ListRequest, change: Partial<ListRequest> = {}): string {
  const { q, filters, order, date, after, before } = { ...request, after: null, before: null, ...change }
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  for (const [name, value] of Object.entries(filters)) if (value) search.set(`f_${name}`, value)
  if (order !== resource.list.order) search.set('order', order)
  if (date) search.set('date', date)
  if (after) search.set('after', cursorText(after))
  if (before) search.set('before', cursorText(before))
  const written = search.toString()
  return written ? `?${written}` : ''
}

function filtersOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(query).filter(([name]) => name.startsWith('f_'))
  return Object.fromEntries(
    given.map(([name, value]) => [name.slice(2), text(value).slice(0, 200)]).filter(([, value]) => value !== '')
  )
}

function orderOf({ list }: AdminResource, asked: string): string {
  const attribute = asked.replace(/^-/, '')
  const isOrderable = list.columns.some(({ name, orderable }) => orderable && name === attribute)
  return isOrderable || asked === list.order ? asked : list.order
}

function cursorText({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

function cursorOf(written: string): Cursor | null {
  if (!written) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(written, 'base64url').toString()) as unknown[]
    const isValue = value === null || (typeof value === 'string' && !value.includes('\0'))
    return isValue && Number.isSafeInteger(id) ? { value, id: id as number } : null
  } catch {
    return null
  }
}

/** No text in the database has a NUL, and none has what stands for it here. */
function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().replaceAll('\0', '\uFFFD') : ''
}
