import { DateTime } from 'luxon'
import type { AdminColumn, AdminTone, AnyRow } from '@pydotorg/platform/admin'
import type { MediaImage } from '@pydotorg/platform/media'

/** What stands in a cell; templates show it by its kind. */
export interface Cell {
  kind: AdminColumn<AnyRow>['kind']
  text: string
  href?: string | null
  tone?: AdminTone
  image?: MediaImage | null
  at?: DateTime | null
}

/**
 * @param column - a column
 * @param row - a row
 * @returns what stands in its cell
 */
export function cellOf(column: AdminColumn<AnyRow>, row: AnyRow): Cell {
  const { kind = 'text' } = column
  if (column.kind === 'image') return { kind, text: '', image: column.image(row) ?? null }
  if (column.kind === 'badge') {
    const badge = column.badge(row)
    return { kind, text: badge?.text ?? '', tone: badge?.tone }
  }
  if (column.kind === 'computed') return { kind, text: textOf(column.value(row)) }
  if (column.kind === 'link') {
    const href = column.href(row)
    return { kind, text: textOf(column.value ? column.value(row) : href), href }
  }
  const value: unknown = row[column.name]
  if (value instanceof DateTime) return { kind, text: isoOf(value, kind), at: value }
  return { kind, text: kind === 'boolean' ? (value ? 'Yes' : 'No') : textOf(value) }
}

/**
 * @param column - a column
 * @param row - a row
 * @returns what an export has of it: words and numbers, dates as ISO 8601
 */
export function exportedValue(column: AdminColumn<AnyRow>, row: AnyRow): string | number | boolean | null {
  const { kind } = column
  if (kind === 'image' || kind === 'badge' || kind === 'link') {
    const cell = cellOf(column, row)
    return cell.href ?? cell.image?.name ?? (cell.text || null)
  }
  if (kind === 'computed') return column.value(row)
  const value: unknown = row[column.name]
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return value instanceof DateTime ? isoOf(value, kind) : textOf(value)
}

/**
 * @param column - a column or a field
 * @returns its heading: as declared, else made from its name
 */
export function headingOf({ name, label }: { name: string; label?: string }): string {
  if (label !== undefined) return label
  const words = name.replace(/Id$/, '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isoOf(at: DateTime, kind: string | undefined): string {
  return (kind === 'date' ? at.toISODate() : at.toUTC().toISO()) ?? ''
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
