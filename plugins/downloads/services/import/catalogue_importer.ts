import db from '@adonisjs/lucid/services/db'
import type { RowCounts } from '#models/catalogue_import'
import type CatalogueImportProblem from '#models/catalogue_import_problem'
import {
  isRecordRow,
  type PassedRow,
  type RecordKind,
  type RecordRow,
  type RowProblem,
  type SourceRow,
} from '#services/import/catalogue_records'
import { SourceError, type CatalogueSource } from '#services/import/catalogue_source'
import { CatalogueWriter, type WriteMode } from '#services/import/catalogue_writer'
import { withImportLock } from '#services/import/import_lock'
import { ImportLog } from '#services/import/import_log'
import { refreshGenerated } from '#services/generated/refresh_generated'
import { refuseRepeated } from '#services/import/refuse_repeated'

/** Hears how far an import is. */
export interface ImportProgress {
  /** @param done - rows that an earlier run took in */
  begin(kind: RecordKind, total: number, done: number): void
  advance(kind: RecordKind, total: number, done: number): void
}

export interface ImportOptions {
  mode: WriteMode
  /** Rows in one transaction. */
  batchSize?: number
  /** True to forget how far an interrupted import of the same source came. */
  restart?: boolean
  progress?: ImportProgress
  /** Stops the import after the batch at hand. */
  signal?: AbortSignal
}

export interface ImportReport {
  counts: Partial<Record<RecordKind, RowCounts>>
  problems: CatalogueImportProblem[]
  /** True when an earlier run of the same import went on. */
  resumed: boolean
}

interface SourceBatch {
  kind: RecordKind
  rows: readonly SourceRow[]
  sourceIds: ReadonlySet<number>
}

const SILENT: ImportProgress = { begin: () => {}, advance: () => {} }

/** Takes a source into the catalogue, batch by batch; each batch is in as a whole or not at all. */
export class CatalogueImporter {
  readonly #source: CatalogueSource
  readonly #writer: CatalogueWriter
  readonly #batchSize: number
  readonly #restart: boolean
  readonly #progress: ImportProgress
  readonly #signal: AbortSignal | null

  constructor(source: CatalogueSource, options: ImportOptions) {
    this.#source = source
    this.#writer = new CatalogueWriter(options.mode)
    this.#batchSize = options.batchSize ?? 200
    this.#restart = options.restart ?? false
    this.#progress = options.progress ?? SILENT
    this.#signal = options.signal ?? null
  }

  /**
   * @returns what came of every row, those of an interrupted earlier run included
   * @throws SourceError when the source cannot be read; ImportBusyError while another process imports; what stops the
   *   database. All but the busy one leave a log from which the next run goes on.
   */
  run(): Promise<ImportReport> {
    return withImportLock(async () => {
      const log = this.#restart ? await ImportLog.begin(this.#source.name) : await ImportLog.open(this.#source)
      try {
        for (const kind of log.remaining(this.#source.kinds)) await this.#takeIn(log, kind)
      } catch (error) {
        await log.stop(error).catch(() => {})
        throw error
      }
      await log.finish()
      // PostgreSQL plans by what it knows of the rows, and learns of so many new ones only minutes later.
      await db.rawQuery('analyze downloads_releases, downloads_release_files')
      await refreshGenerated()
      return { counts: log.entry.counts, problems: await log.problems(), resumed: log.resumed }
    })
  }

  async #takeIn(log: ImportLog, kind: RecordKind): Promise<void> {
    const { hash, rows: read } = await this.#source.read(kind)
    const rows = refuseRepeated(kind, read)
    const done = await log.enter(kind, hash)
    const sourceIds = idsIn(rows)
    this.#progress.begin(kind, rows.length, done)
    for (let from = done; from < rows.length; from += this.#batchSize) {
      if (this.#signal?.aborted) throw new SourceError('Stopped. Give the same command again to go on from here.')
      await this.#takeInBatch(log, { kind, sourceIds, rows: rows.slice(from, from + this.#batchSize) })
      this.#progress.advance(kind, rows.length, log.entry.position)
    }
  }

  async #takeInBatch(log: ImportLog, { kind, sourceIds, rows }: SourceBatch): Promise<void> {
    const records = rows.filter(isRecordRow)
    const unread = rows.filter((row): row is RowProblem | PassedRow => !isRecordRow(row))
    await db.transaction(async (trx) => {
      const written = await this.#writer.write(trx, { kind, records, sourceIds })
      const lost = [...unread, ...written.problems]
      const told = [...lost.filter(isTold), ...remarks(records, written.problems)]
      await log.advance(trx, {
        position: log.entry.position + rows.length,
        counts: {
          created: written.created,
          updated: written.updated,
          unchanged: written.unchanged,
          skipped: lost.filter((row) => row.outcome === 'skipped').length,
          failed: lost.filter((row) => row.outcome === 'failed').length,
        },
        problems: told.sort((a, b) => a.place.index - b.place.index),
      })
    })
  }
}

function idsIn(rows: readonly SourceRow[]): ReadonlySet<number> {
  return new Set(rows.flatMap((row) => (isRecordRow(row) && 'id' in row.record ? (row.record.id ?? []) : [])))
}

function isTold(row: RowProblem | PassedRow): row is RowProblem {
  return row.reason !== null
}

/** Remarks at the records that did get in. */
function remarks(records: readonly RecordRow[], lost: readonly RowProblem[]): RowProblem[] {
  const lostIndexes = new Set(lost.map((problem) => problem.place.index))
  return records.flatMap(({ place, remark }) =>
    remark && !lostIndexes.has(place.index) ? [{ place, outcome: 'changed' as const, reason: remark }] : []
  )
}
