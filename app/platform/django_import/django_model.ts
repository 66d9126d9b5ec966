import { BadRow, idOf, validFields } from './bad_row.js'
import { advanceIds } from './advance_ids.js'
import { fillImages } from './fill_images.js'
import type { DjangoImporter } from './django_importer.js'
import type { ImportReport } from './import_report.js'
import { parentsFirst } from './parents_first.js'
import { positionOf, type DumpRow } from './read_dump.js'
import { ReferenceCheck, type ReferenceRule } from './reference_check.js'
import { writeRows, type WritableRow } from './write_rows.js'

const BATCH = 500

/** A row of Django whose fields were validated. */
export interface DjangoRow<F, R extends string> {
  id: number
  fields: F
  /** Ids of what the fields in `references` point at; null where it is not here. */
  references: Record<R, number | null>
}

/** How rows of one Django model become rows of one table. */
export interface DjangoModelDeclaration<F, R extends string> {
  /** `<app>.<model>`, as `dumpdata` writes it. */
  model: string
  /** Models that must be in before. */
  after?: readonly string[]
  /** The table, whose identity is `id`. */
  table: string
  /** Validates `fields`; made by Vine. Fields that it does not name are dropped. */
  fields: { validate: (given: unknown) => Promise<F> }
  /** Fields that point at other rows, also of the same table. */
  references?: Record<R, ReferenceRule>
  /** Unique column by which a row that was made here is found; it then takes the id that the row has there. */
  key?: string
  /** Values by column, without `id`. Throwing `BadRow` leaves the row out, for the reason that it gives. */
  columns: (row: DjangoRow<F, R>) => Record<string, unknown> | Promise<Record<string, unknown>>
  /** Columns that point to `media_images`, by the fields in which Django keeps the path of a file. */
  images?: Readonly<Record<string, string>>
  /** Called when something is different from before, e.g. to drop what is cached. */
  afterwards?: () => Promise<void>
}

/**
 * Declares how rows of a Django model are taken in. They keep their ids; a row that is here already becomes as the file
 * has it, unless its `updated_at` says that it was changed here later.
 *
 * @param declaration - the model, the table, and how one becomes the other
 * @returns the importer, for `djangoModels` of a plugin's contributions
 * @example
 * export default djangoModel({
 *   model: 'boxes.box',
 *   after: ['users.user'],
 *   table: 'boxes_boxes',
 *   key: 'label',
 *   fields: vine.create({ ...manageableFields(), label: vine.string().maxLength(100) }),
 *   references: manageableReferences,
 *   columns: (row) => ({ ...manageableColumns(row), label: row.fields.label }),
 * })
 */
export function djangoModel<F, R extends string = never>(declaration: DjangoModelDeclaration<F, R>): DjangoImporter {
  const { model, after } = declaration
  return {
    models: [model],
    after,
    take: (rows, report, media = null) => takeRows(rows, declaration, { report, media }),
  }
}

async function takeRows<F, R extends string>(
  rows: readonly DumpRow[],
  declaration: DjangoModelDeclaration<F, R>,
  { report, media }: { report: ImportReport; media: string | null }
): Promise<void> {
  const { table, key, references, images = {}, afterwards } = declaration
  const check = new ReferenceCheck<R>(table, references)
  const seen = new Map<unknown, DumpRow>()
  let hasChanged = false
  const sorted = parentsFirst(rows, check.toItself)
  for (let first = 0; first < sorted.length; first += BATCH) {
    const batch = sorted.slice(first, first + BATCH)
    await check.prepare(batch)
    const writable: WritableRow[] = []
    for (const row of batch) {
      const columns = await columnsOf(row, { declaration, check, seen, report })
      if (columns) writable.push({ row, columns })
    }
    const wrote = await writeRows(writable, { table, key }, report)
    const filled = await fillImages(batch, { table, images }, { folder: media, report })
    hasChanged ||= wrote || filled
  }
  await advanceIds(table)
  for (const notice of check.notices()) report.notices.push(`${declaration.model}: ${notice}`)
  if (hasChanged) await afterwards?.()
}

interface Taking<F, R extends string> {
  declaration: DjangoModelDeclaration<F, R>
  check: ReferenceCheck<R>
  /** Rows that came, by ids and keys: a second one would undo the first on every import anew. */
  seen: Map<unknown, DumpRow>
  report: ImportReport
}

async function columnsOf<F, R extends string>(
  row: DumpRow,
  { declaration, check, seen, report }: Taking<F, R>
): Promise<WritableRow['columns'] | null> {
  try {
    const id = idOf(row.pk)
    refuseSecond(seen.get(id), 'pk')
    const fields = await validFields(declaration.fields, row.fields)
    const columns = await declaration.columns({ id, fields, references: check.referencesOf(row) })
    const { key } = declaration
    if (key !== undefined) {
      const name = `${key} ${String(columns[key])}`
      refuseSecond(seen.get(name), key)
      seen.set(name, row)
    }
    seen.set(id, row)
    return { ...columns, id }
  } catch (error) {
    if (!(error instanceof BadRow)) throw error
    report.complain(row, 'skipped', error.message)
    return null
  }
}

function refuseSecond(earlier: DumpRow | undefined, what: string): void {
  if (earlier) throw new BadRow(`an earlier one, ${positionOf(earlier)}, has its ${what}`)
}
