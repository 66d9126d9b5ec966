import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import CatalogueImport, { type RowCounts } from '#models/catalogue_import'
import CatalogueImportProblem from '#models/catalogue_import_problem'
import type { RecordKind, RowProblem } from '#services/import/catalogue_records'
import type { CatalogueSource } from '#services/import/catalogue_source'

/** Older than this, what an interrupted import took in is too old to go on from. */
const RESUMABLE_FOR = { hours: 24 }

const NOTHING: RowCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }

/** A batch that is in. */
export interface DoneBatch {
  /** Rows of the kind that are done with now. */
  position: number
  counts: RowCounts
  problems: readonly RowProblem[]
}

function added(before: RowCounts, batch: RowCounts): RowCounts {
  return {
    created: before.created + batch.created,
    updated: before.updated + batch.updated,
    unchanged: before.unchanged + batch.unchanged,
    skipped: before.skipped + batch.skipped,
    failed: before.failed + batch.failed,
  }
}

/** The log of one import, and how it finds back to where it stopped. */
export class ImportLog {
  readonly entry: CatalogueImport
  /** True when an earlier run of the same import goes on. */
  readonly resumed: boolean

  private constructor(entry: CatalogueImport, found: 'found' | 'new') {
    this.entry = entry
    this.resumed = found === 'found' && entry.kind !== null
  }

  /** Goes on with the unfinished import of this source, or begins one. */
  static async open({ name, hash }: Pick<CatalogueSource, 'name' | 'hash'>): Promise<ImportLog> {
    const entry = await CatalogueImport.query()
      .where('source', name)
      .whereIn('state', ['running', 'stopped'])
      .if(hash, (query) => query.where((same) => same.whereNull('kind_hash').orWhere('kind_hash', hash!)))
      .where('updated_at', '>', DateTime.utc().minus(RESUMABLE_FOR).toJSDate())
      .orderBy('id', 'desc')
      .first()
    if (!entry) return ImportLog.begin(name)
    await entry.merge({ state: 'running', stoppedBy: null }).save()
    return new ImportLog(entry, 'found')
  }

  /** Begins anew; unfinished imports of this source are given up. */
  static async begin(source: string): Promise<ImportLog> {
    await CatalogueImport.query()
      .where('source', source)
      .whereIn('state', ['running', 'stopped'])
      .update({ state: 'abandoned', updated_at: DateTime.utc().toSQL() })
    const entry = await CatalogueImport.create({ source, state: 'running', position: 0, counts: {} })
    return new ImportLog(entry, 'new')
  }

  /**
   * @param kinds - the kinds of the source, in order
   * @returns those that are not all in
   */
  remaining(kinds: readonly RecordKind[]): readonly RecordKind[] {
    const at = this.entry.kind ? kinds.indexOf(this.entry.kind) : 0
    return kinds.slice(Math.max(at, 0))
  }

  /**
   * @param kind - the kind that comes now
   * @param hash - what the source gives for it now; when it gave something else before, the kind starts again
   * @returns the rows of it that are in already
   */
  async enter(kind: RecordKind, hash: string): Promise<number> {
    if (this.entry.kind === kind && this.entry.kindHash === hash) return this.entry.position
    await CatalogueImportProblem.query().where('import_id', this.entry.id).where('kind', kind).delete()
    const counts = { ...this.entry.counts, [kind]: NOTHING }
    await this.entry.merge({ kind, kindHash: hash, position: 0, counts }).save()
    return 0
  }

  /** Notes a batch in the transaction that wrote it, so that both are there or neither. */
  async advance(trx: TransactionClientContract, batch: DoneBatch): Promise<void> {
    const kind = this.entry.kind!
    const counts = { ...this.entry.counts, [kind]: added(this.entry.counts[kind] ?? NOTHING, batch.counts) }
    await this.entry.useTransaction(trx).merge({ position: batch.position, counts }).save()
    if (!batch.problems.length) return
    await CatalogueImportProblem.createMany(
      batch.problems.map(({ place, outcome, reason }) => ({
        importId: this.entry.id,
        kind,
        outcome,
        index: place.index,
        line: place.line ?? null,
        label: place.label,
        reason,
      })),
      { client: trx }
    )
  }

  async stop(error: unknown): Promise<void> {
    const stoppedBy = error instanceof Error ? error.message : String(error)
    await this.entry.merge({ state: 'stopped', stoppedBy }).save()
  }

  async finish(): Promise<void> {
    await this.entry.merge({ state: 'finished', finishedAt: DateTime.utc() }).save()
  }

  /** Everything that went other than asked, in the order of the source. */
  async problems(): Promise<CatalogueImportProblem[]> {
    return CatalogueImportProblem.query().where('import_id', this.entry.id).orderBy('id')
  }
}
