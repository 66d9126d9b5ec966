import { column } from '@adonisjs/lucid/orm'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import { renderMarkup, type MarkupType } from '../markup/main.js'

/** A row seen by the names of its columns. */
type Fields = LucidRow & Record<string, unknown>

/**
 * Property decorator: text that somebody writes in a markup language. Saving renders and sanitises it, so that showing
 * it costs nothing and cannot be unsafe. The model declares the three columns, the table has them by markupColumns().
 * Behaviour kept from python.org, whose markup fields have the same three columns.
 *
 * @returns the decorator
 * @throws UnknownMarkupTypeError on saving, for a markup type that does not exist
 * @example
 * @markup()
 * declare content: string
 *
 * @column()
 * declare contentMarkupType: MarkupType
 *
 * @column()
 * declare contentRendered: string
 */
export function markup() {
  return (target: LucidRow, property: string): void => {
    const model = target.constructor as LucidModel
    column()(target, property)
    model.before('save', (row) => renderField(row as Fields, property))
  }
}

async function renderField(row: Fields, field: string): Promise<void> {
  const type = `${field}MarkupType`
  if (row.$isPersisted && !(field in row.$dirty) && !(type in row.$dirty)) return
  row[field] ??= ''
  row[type] ??= 'markdown'
  row[`${field}Rendered`] = await renderMarkup(row[field] as string, row[type] as MarkupType)
}
