import { mayAct, type AdminResource, type AnyRow } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { cellOf, headingOf, type Cell } from '#services/list/cells'
import { countRows, type RowCount } from '#services/list/count_rows'
import { dateSteps, type DateStep } from '#services/list/date_steps'
import { filterViews, type FilterView } from '#services/list/filter_views'
import { keysetPage } from '#services/list/keyset_page'
import { addressOf, type ListRequest } from '#services/list/list_request'
import { fitting, narrowed } from '#services/list/narrow_list'

/** Rows on a page. */
export const PAGE_SIZE = 50

/** A heading, and the way to order by it. */
export interface HeadingView {
  label: string
  kind: string
  /** Null when nobody orders by it. */
  href: string | null
  order: 'ascending' | 'descending' | null
}

/** A row with what may be done to it. */
export interface RowView {
  id: number
  label: string
  cells: Cell[]
  actions: { name: string; label: string; isDangerous: boolean }[]
}

/** Everything that the page of a list shows. */
export interface ListView {
  request: ListRequest
  headings: HeadingView[]
  rows: RowView[]
  count: RowCount
  previous: string | null
  next: string | null
  filters: FilterView[]
  dates: DateStep[]
  /** Actions on many, which the person may do. */
  bulk: { name: string; label: string }[]
  /** True when something narrows the list. */
  isNarrowed: boolean
  /** The list's own query string. */
  search: string
  /** The same as a value of another one: acts on one record lead back to what was looked at. */
  back: string
}

/**
 * @param resource - a resource
 * @param user - who looks
 * @param request - what they look for
 * @returns what the page shows, by a number of queries that does not grow with the rows
 */
export async function listPage(resource: AdminResource, user: User, request: ListRequest): Promise<ListView> {
  const { q, date, filters } = request
  const isNarrowed = q !== '' || date !== '' || Object.keys(filters).length > 0
  const count = await countRows(narrowed(resource, user, request))
  const isFew = isNarrowed && count.isExact && resource.rows === 'many'
  const query = () => {
    const made = isFew ? fitting(resource, user, request) : narrowed(resource, user, request)
    resource.list.load?.(made)
    return made
  }
  const page = await keysetPage(query, { resource, request, size: PAGE_SIZE })
  return {
    request,
    headings: headingsOf(resource, request),
    rows: page.rows.map((row) => rowView(resource, user, row)),
    count,
    previous: page.previous && addressOf(resource, request, { before: page.previous }),
    next: page.next && addressOf(resource, request, { after: page.next }),
    filters: await filterViews(resource, request),
    dates: await dateSteps(resource, user, request),
    bulk: actionsOf(resource, user, 'bulk').map(({ name, label }) => ({ name, label })),
    isNarrowed,
    search: addressOf(resource, request),
    back: encodeURIComponent(addressOf(resource, request).slice(1)),
  }
}

/**
 * @param resource - a resource
 * @param user - who looks
 * @param on - on one record, or on many
 * @returns actions that they may do
 */
export function actionsOf(resource: AdminResource, user: User, on: 'row' | 'bulk') {
  const declared = (resource.actions ?? []).filter((action) => action.on === on || action.on === 'both')
  return declared.filter((action) => mayAct(user, resource, action))
}

function headingsOf(resource: AdminResource, request: ListRequest): HeadingView[] {
  return resource.list.columns.map((column) => {
    const isOrder = request.order.replace(/^-/, '') === column.name
    const isDescending = isOrder && request.order.startsWith('-')
    const order = isOrder && !isDescending ? `-${column.name}` : column.name
    return {
      label: headingOf(column),
      kind: column.kind ?? 'text',
      href: column.orderable ? addressOf(resource, request, { order }) || '?' : null,
      order: isOrder ? (isDescending ? 'descending' : 'ascending') : null,
    }
  })
}

/**
 * @param resource - a resource
 * @param user - who looks
 * @param row - a record
 * @returns what they may do to it now
 */
export function rowActions(resource: AdminResource, user: User, row: AnyRow): RowView['actions'] {
  if (resource.allows?.('change', row, user) === false) return []
  const actions = actionsOf(resource, user, 'row').filter(({ applies }) => applies?.(row, user) ?? true)
  return actions.map(({ name, label, isDangerous = false }) => ({ name, label, isDangerous }))
}

function rowView(resource: AdminResource, user: User, row: AnyRow): RowView {
  return {
    id: Number(row.$primaryKeyValue),
    label: resource.label(row),
    cells: resource.list.columns.map((column) => cellOf(column, row)),
    actions: rowActions(resource, user, row),
  }
}
