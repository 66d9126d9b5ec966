import { RECORD_KINDS, type RecordKind, type SourceRow } from '#services/import/catalogue_records'
import type { CatalogueSource, SourceRows } from '#services/import/catalogue_source'

/** Reads the rows of each kind that a document has. */
export type RowReaders = Partial<Record<RecordKind, () => Promise<SourceRow[]>>>

/** A document that is in memory as a whole. */
export class DocumentSource implements CatalogueSource {
  readonly name: string
  readonly kinds: readonly RecordKind[]
  readonly hash: string
  readonly #readers: RowReaders

  /**
   * @param name - how imports of it are told apart
   * @param hash - SHA-256 of what it was read from
   * @param readers - how to read the kinds it has
   */
  constructor(name: string, hash: string, readers: RowReaders) {
    this.name = name
    this.kinds = RECORD_KINDS.filter((kind) => readers[kind])
    this.#readers = readers
    this.hash = hash
  }

  async read(kind: RecordKind): Promise<SourceRows> {
    const rows = (await this.#readers[kind]?.()) ?? []
    return { hash: this.hash, rows }
  }
}
