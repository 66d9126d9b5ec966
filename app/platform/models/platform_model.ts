import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'

/**
 * What every row has: an integer identity (clients of python.org's API and its importers rely on integers) and the
 * times of its first and last writing.
 *
 * @example
 * export default class Calendar extends PlatformModel {
 *   static override table = 'events_calendars'
 * }
 */
export class PlatformModel extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
