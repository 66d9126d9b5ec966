import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { User } from '@pydotorg/platform/identity'
import type { AdminResource } from '@pydotorg/platform/admin'
import { addressOf, type ListRequest } from '#services/list/list_request'
import { rowsOf } from '#services/list/narrow_list'

/** A way further into a list, or out of it again. */
export interface DateStep {
  title: string
  href: string
  isCurrent: boolean
}

const MOST_YEARS = 60

/**
 * Years, months of a year, days of a month. Only the first and the last date are asked for, which an index answers, so
 * that a step may lead to an empty list.
 *
 * @param resource - a resource
 * @param user - who looks
 * @param request - where they are
 * @returns steps; empty where there are no dates
 */
export async function dateSteps(resource: AdminResource, user: User, request: ListRequest): Promise<DateStep[]> {
  const { dates } = resource.list
  if (!dates) return []
  const column = resource.model.$getColumn(dates)?.columnName ?? dates
  const [range] = (await rowsOf(resource, user)
    .select(db.raw('min(??) as first, max(??) as last', [column, column]))
    .pojo()) as unknown as { first: Date | null; last: Date | null }[]
  if (!range?.first || !range.last) return []
  const [first, last] = [dayOf(range.first), dayOf(range.last)]
  const step = (title: string, date: string): DateStep => {
    return { title, href: addressOf(resource, request, { date }) || '?', isCurrent: date === request.date }
  }
  return [step('All dates', ''), ...stepsOf(request.date, first, last).map(({ title, date }) => step(title, date))]
}

function stepsOf(date: string, first: DateTime, last: DateTime): { title: string; date: string }[] {
  if (!date) {
    const years = Array.from(
      { length: Math.min(MOST_YEARS, last.year - first.year + 1) },
      (_, index) => last.year - index
    )
    return years.map((year) => ({ title: String(year), date: String(year) }))
  }
  const [year = '', month] = date.split('-')
  const above = { title: year, date: year }
  if (!month) {
    const months = Array.from({ length: 12 }, (_, index) => DateTime.utc(Number(year), index + 1))
    const within = months.filter((day) => day.endOf('month') >= first && day <= last)
    return [above, ...within.map((day) => ({ title: day.toFormat('LLLL'), date: day.toFormat('yyyy-MM') }))]
  }
  const start = DateTime.utc(Number(year), Number(month))
  const days = Array.from({ length: start.daysInMonth ?? 0 }, (_, index) => start.plus({ days: index }))
  const ofMonth = { title: start.toFormat('LLLL'), date: start.toFormat('yyyy-MM') }
  return [above, ofMonth, ...days.map((day) => ({ title: String(day.day), date: day.toFormat('yyyy-MM-dd') }))]
}

function dayOf(value: Date | string | DateTime): DateTime {
  if (value instanceof DateTime) return value
  return value instanceof Date ? DateTime.fromJSDate(value, { zone: 'utc' }) : DateTime.fromISO(String(value))
}
