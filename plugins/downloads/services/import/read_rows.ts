import type { errors, VineValidator } from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import type { CatalogueRecord, RowPlace, SourceRow } from '#services/import/catalogue_records'

/** How rows of one shape become records. */
export interface RowReader<Schema extends SchemaTypes> {
  validator: VineValidator<Schema, Record<string, unknown> | undefined>
  toRecord(row: Infer<Schema>): CatalogueRecord | Promise<CatalogueRecord>
}

/** Line of the n-th row in its file, when it is known. */
export type LineOf = (index: number) => number | undefined

/**
 * Checks one row as it came and turns it into a record.
 *
 * @param reader - the shape that the row must have
 * @param row - anything
 * @param place - where it stands
 * @returns the record, or everything that is wrong with the row
 */
export async function readRow<Schema extends SchemaTypes>(
  { validator, toRecord }: RowReader<Schema>,
  row: unknown,
  place: RowPlace
): Promise<SourceRow> {
  const [error, checked] = await validator.tryValidate(row, { meta: undefined })
  if (error) return { place, outcome: 'failed', reason: reasonOf(error) }
  return { place, record: await toRecord(checked) }
}

function reasonOf(error: InstanceType<typeof errors.E_VALIDATION_ERROR>): string {
  const messages = error.messages as { message: string }[]
  return messages.map(({ message }) => message).join('; ')
}

/**
 * @param row - anything
 * @param id - the row's id, when it is known from elsewhere
 * @returns how reports call the row: its name and id as far as they can be read
 */
export function labelOf(row: unknown, id?: unknown): string {
  if (typeof row !== 'object' || row === null) return String(JSON.stringify(row)).slice(0, 80)
  const { name, slug, id: ownId } = row as { name?: unknown; slug?: unknown; id?: unknown }
  const called = typeof name === 'string' ? name : typeof slug === 'string' ? slug : 'without a name'
  const number = id ?? ownId
  return number === undefined ? called : `${called}, id ${String(number)}`
}
