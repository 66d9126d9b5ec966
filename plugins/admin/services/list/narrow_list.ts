import type { StrictValues } from '@adonisjs/lucid/types/querybuilder'
import { DateTime } from 'luxon'
import type { User } from '@pydotorg/platform/identity'
import {
  likePattern,
  wordsOf,
  type AdminChoice,
  type AdminFilter,
  type AdminResource,
  type AnyRow,
  type RowQuery,
} from '@pydotorg/platform/admin'
import type { ListScope } from '#services/list/list_request'

/**
 * @param resource - a resource
 * @param user - who looks
 * @param scope - what they look for
 * @returns a query of the rows that fit, in no order
 */
export function narrowed(resource: AdminResource, user: User, scope: ListScope): RowQuery<AnyRow> {
  const query = rowsOf(resource, user)
  search(query, resource, scope.q)
  for (const filter of resource.list.filters ?? []) apply(query, filter, scope.filters)
  if (resource.list.dates && scope.date) withinDate(query, resource.list.dates, scope.date)
  return query
}

/**
 * The same rows, found before they are ordered. Left to itself, the database walks a million rows in the order of the list
 * to meet the thirty that fit, because it thinks that the first page will be full soon.
 *
 * @param resource - a resource
 * @param user - who looks
 * @param scope - what they look for: few rows of many
 * @returns a query of the rows that fit, in no order
 */
export function fitting(resource: AdminResource, user: User, scope: ListScope): RowQuery<AnyRow> {
  const { model } = resource
  const { sql, bindings } = narrowed(resource, user, scope).select(model.primaryKey).toSQL()
  const query = rowsOf(resource, user)
  const key = `${model.table}.${model.primaryKey}`
  return query.whereRaw(`?? in (with fitting as materialized (${sql}) select * from fitting)`, [
    key,
    ...(bindings as StrictValues[]),
  ])
}

/**
 * @param resource - a resource
 * @param user - who looks
 * @returns a query of all rows that they see at all
 */
export function rowsOf(resource: AdminResource, user: User): RowQuery<AnyRow> {
  const query = resource.model.query() as unknown as RowQuery<AnyRow>
  resource.scope?.(query, user)
  return query
}

/**
 * @param resource - a resource
 * @returns columns that its list needs
 */
export function listColumns({ list, model }: AdminResource): string[] {
  const { leaveOut = [] } = list
  if (leaveOut.length === 0) return [`${model.table}.*`]
  const needed = [...model.$columnsDefinitions].filter(([attribute]) => !leaveOut.includes(attribute))
  return needed.map(([, { columnName }]) => `${model.table}.${columnName}`)
}

function search(query: RowQuery<AnyRow>, { list, model }: AdminResource, q: string): void {
  for (const word of wordsOf(q)) {
    query.where((either) => {
      for (const attribute of list.search ?? []) either.orWhereILike(attribute, likePattern(word))
      if (/^[1-9]\d{0,8}$/.test(word)) either.orWhere(model.primaryKey, Number(word))
      if (!list.search?.length) either.orWhereRaw('false')
    })
  }
}

function apply(query: RowQuery<AnyRow>, filter: AdminFilter<AnyRow>, values: Readonly<Record<string, string>>): void {
  const value = values[filter.name]
  if (filter.kind === 'date') return betweenDays(query, filter.name, values)
  if (value === undefined) return
  if (filter.kind === 'boolean') {
    if (value === 'yes' || value === 'no') query.where(filter.name, value === 'yes')
  } else if (filter.kind === 'relation') {
    if (/^[1-9]\d{0,8}$/.test(value)) query.where(filter.name, Number(value))
    else query.whereRaw('false')
  } else if (filter.kind === 'custom') {
    if (isOneOf(filter.choices, value)) filter.apply(query, value)
  } else if (typeof filter.choices !== 'function') {
    // An index answers it; a value that the column could not have is not asked for.
    if (isOneOf(filter.choices, value)) query.where(filter.name, value)
    else query.whereRaw('false')
  } else {
    query.whereRaw('??::text = ?', [columnOf(query, filter.name), value])
  }
}

function isOneOf(choices: readonly AdminChoice[], value: string): boolean {
  return choices.some((choice) => choice.value === value)
}

function columnOf({ model }: RowQuery<AnyRow>, attribute: string): string {
  return model.$getColumn(attribute)?.columnName ?? attribute
}

function betweenDays(query: RowQuery<AnyRow>, name: string, values: Readonly<Record<string, string>>): void {
  const from = dayOf(values[`${name}_from`])
  const to = dayOf(values[`${name}_to`])
  if (from) query.where(name, '>=', from.toISO()!)
  if (to) query.where(name, '<', to.plus({ days: 1 }).toISO()!)
}

function dayOf(written: string | undefined): DateTime | null {
  const day = DateTime.fromISO(written ?? '', { zone: 'utc' })
  return day.isValid ? day.startOf('day') : null
}

function withinDate(query: RowQuery<AnyRow>, name: string, date: string): void {
  const from = DateTime.fromISO(date, { zone: 'utc' })
  if (!from.isValid) return
  const unit = (['years', 'months', 'days'] as const)[date.split('-').length - 1]!
  query.where(name, '>=', from.toISO()).where(name, '<', from.plus({ [unit]: 1 }).toISO()!)
}
