import db from '@adonisjs/lucid/services/db'
import type { AdminResource, AnyRow, RowQuery } from '@pydotorg/platform/admin'
import type { Cursor, ListRequest } from '#services/list/list_request'
import { listColumns } from '#services/list/narrow_list'
import { columnsOf } from '#services/list/table_facts'

/** Rows of one page, and where the pages beside it begin. */
export interface KeysetPage {
  rows: AnyRow[]
  /** Null on the first page. */
  previous: Cursor | null
  /** Null on the last page. */
  next: Cursor | null
}

/** How a list is ordered: by a column, and by the id where that is the same. Rows without a value come last. */
interface Order {
  table: string
  column: string
  id: string
  type: string
  isNullable: boolean
  isDescending: boolean
}

/** A stretch of the list: rows with a value, or those without. */
type Stretch = 'valued' | 'empty'

/**
 * A page by the row beside which it begins, so that page ten thousand costs what the first one does, and that rows which
 * come meanwhile move nothing. One query; two where the stretches of rows with and without a value meet.
 *
 * @param query - makes a query of the rows that fit
 * @param resource - whose list
 * @param request - which order and page
 * @param size - rows on a page
 * @returns the page
 */
export async function keysetPage(
  query: () => RowQuery<AnyRow>,
  { resource, request, size }: { resource: AdminResource; request: ListRequest; size: number }
): Promise<KeysetPage> {
  const order = await orderOf(resource, request.order)
  const isBackward = request.before !== null
  const cursor = request.before ?? request.after
  const rows: AnyRow[] = []
  for (const stretch of isBackward ? stretchesBefore(order, cursor) : stretchesAfter(order, cursor)) {
    if (rows.length > size) break
    const part = stretchQuery(query().select(listColumns(resource)), order, { stretch, cursor, isBackward })
    rows.push(...((await part.limit(size + 1 - rows.length)) as unknown as AnyRow[]))
  }
  const hasMore = rows.length > size
  const shown = rows.slice(0, size)
  if (isBackward) shown.reverse()
  const [first, last] = [shown[0], shown.at(-1)]
  const before = isBackward ? hasMore : request.after !== null
  const after = isBackward || hasMore
  return {
    rows: shown,
    previous: before && first ? cursorOf(first) : null,
    next: after && last ? cursorOf(last) : null,
  }
}

async function orderOf({ model }: AdminResource, asked: string): Promise<Order> {
  model.boot()
  const attribute = asked.replace(/^-/, '')
  const column = model.$getColumn(attribute)?.columnName ?? attribute
  const id = model.$getColumn(model.primaryKey)?.columnName ?? model.primaryKey
  const facts = (await columnsOf(model.table)).get(column)
  const { type = 'text', isNullable = true } = facts ?? {}
  return { table: model.table, column, id, type, isNullable, isDescending: asked.startsWith('-') }
}

/** In the order in which they are read. */
function stretchesAfter({ isNullable }: Order, cursor: Cursor | null): Stretch[] {
  if (!isNullable) return ['valued']
  return cursor !== null && cursor.value === null ? ['empty'] : ['valued', 'empty']
}

function stretchesBefore({ isNullable }: Order, cursor: Cursor | null): Stretch[] {
  return isNullable && cursor?.value === null ? ['empty', 'valued'] : ['valued']
}

function stretchQuery(
  query: RowQuery<AnyRow>,
  order: Order,
  { stretch, cursor, isBackward }: { stretch: Stretch; cursor: Cursor | null; isBackward: boolean }
): RowQuery<AnyRow> {
  const { table, id, isNullable, isDescending, type } = order
  const [column, key] = [`${table}.${order.column}`, `${table}.${id}`]
  const isDown = isDescending !== isBackward
  const direction = isDown ? 'desc' : 'asc'
  const sign = isDown ? '<' : '>'
  query.select(db.raw('(??)::text as admin_cursor', [column]))
  if (isNullable) query.whereRaw(stretch === 'valued' ? '?? is not null' : '?? is null', [column])
  const isBounded = cursor !== null && (cursor.value === null) === (stretch === 'empty')
  if (stretch === 'valued') query.orderByRaw(`?? ${direction}`, [column])
  query.orderByRaw(`?? ${direction}`, [key])
  if (!isBounded) return query
  // The type is the database's own word for the column.
  if (stretch === 'valued') query.whereRaw(`(??, ??) ${sign} (?::${type}, ?)`, [column, key, cursor.value!, cursor.id])
  else query.whereRaw(`?? ${sign} ?`, [key, cursor.id])
  return query
}

function cursorOf(row: AnyRow): Cursor {
  return { value: (row.$extras.admin_cursor as string | null) ?? null, id: Number(row.$primaryKeyValue) }
}
