import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import { DateTime } from 'luxon'
import type { FieldFaults, WireCandidate, WireChange, WireRows, WireValue, WireValues } from './wire_writes.js'

/** Which model keeps the rows of a resource, and how. */
export interface ModelRowsOptions<Model extends LucidModel> {
  model: Model
  /** The model's property for each field that can be written. */
  properties: Readonly<Record<string, string>>
  /** What is wrong with values together, by fields. */
  faults?: (candidate: WireCandidate) => FieldFaults
  /** Called before rows go, all of them at once and without the model's hooks. */
  beforeRemoval?: (rows: InstanceType<Model>[], change: WireChange) => Promise<void>
}

/** A row by the names of its properties. */
type Properties = LucidRow & Record<string, unknown>

/**
 * Writes rows of a resource by a Lucid model.
 *
 * @param options - the model, and what the platform cannot know of it
 * @returns rows for the resource's `write`
 * @example
 * export default modelRows({ model: Author, properties: { name: 'name', slug: 'slug' } })
 */
export function modelRows<Model extends LucidModel>(options: ModelRowsOptions<Model>): WireRows {
  const { model, properties, beforeRemoval } = options
  const keepsPeople = model.$hasColumn('creatorId')

  const locked = (ids: readonly number[], { trx }: WireChange) =>
    model
      .query({ client: trx })
      .whereIn('id', [...ids])
      .orderBy('id')
      .forUpdate()

  return {
    faults: options.faults ?? (() => ({})),

    async stored(id, change) {
      const [row] = await locked([id], change)
      return row ? valuesOf(row as Properties, properties) : null
    },

    async create(values, { trx, account }) {
      const row = new model() as Properties
      row.useTransaction(trx)
      if (keepsPeople) row.creatorId = account.id
      await save(row, values, { account, keepsPeople, properties })
      return row.id as number
    },

    async update(id, values, change) {
      const [row] = await locked([id], change)
      await save(row as Properties, values, { account: change.account, keepsPeople, properties })
    },

    async remove(ids, change) {
      const rows = await locked(ids, change)
      if (rows.length === 0) return new Map()
      await beforeRemoval?.(rows as InstanceType<Model>[], change)
      const found = rows as Properties[]
      const keys = found.map(({ id }) => id as number)
      await model.query({ client: change.trx }).whereIn('id', keys).delete()
      return new Map(found.map((row) => [row.id as number, valuesOf(row, properties)]))
    },
  }
}

interface Saving {
  account: WireChange['account']
  keepsPeople: boolean
  properties: Readonly<Record<string, string>>
}

async function save(row: Properties, values: WireValues, { account, keepsPeople, properties }: Saving): Promise<void> {
  for (const [field, value] of Object.entries(values)) {
    const property = properties[field]
    if (property !== undefined) row[property] = asProperty(row, property, value)
  }
  if (keepsPeople && row.$isDirty) row.lastModifiedById = account.id
  await row.save()
  await keepMicroseconds(row, values, properties)
}

const BEYOND_MILLISECONDS = /\.\d{4,}Z$/

/** Luxon ends at milliseconds; the column holds what the client sent, and the API shows it again. */
async function keepMicroseconds(row: Properties, values: WireValues, properties: Saving['properties']): Promise<void> {
  const model = row.constructor as LucidModel
  const exact = Object.entries(values)
    .filter(([field, value]) => properties[field] !== undefined && BEYOND_MILLISECONDS.test(String(value)))
    .map(([field, value]) => [model.$getColumn(properties[field]!), value] as const)
    .filter(([column]) => column?.meta?.type === 'datetime')
    .map(([column, value]) => [column!.columnName, value])
  if (exact.length === 0) return
  await row
    .$trx!.from(model.table)
    .where('id', row.id as number)
    .update(Object.fromEntries(exact))
}

function valuesOf(row: Properties, properties: Readonly<Record<string, string>>): WireValues {
  return Object.fromEntries(Object.entries(properties).map(([field, property]) => [field, asValue(row[property])]))
}

function asProperty(row: LucidRow, property: string, value: WireValue): unknown {
  const column = (row.constructor as LucidModel).$getColumn(property)
  return column?.meta?.type === 'datetime' ? DateTime.fromISO(String(value), { zone: 'utc' }) : value
}

function asValue(value: unknown): WireValue {
  // A bigint of PostgreSQL arrives as a number here, for the columns of this API hold nothing larger than one.
  return DateTime.isDateTime(value) ? value.toUTC().toISO() : (value as WireValue)
}
