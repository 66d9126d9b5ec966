import { createHash } from 'node:crypto'
import { RECORD_KINDS, type RecordKind, type SourceRow } from '#services/import/catalogue_records'
import type { CatalogueSource, SourceRows } from '#services/import/catalogue_source'

/** Reads the rows of each kind that a document has. */
export type RowReaders = Partial<Record<RecordKind, () => Promise<SourceRow[]>>>

/** A document that is in memory as a whole. */
export class DocumentSource implements CatalogueSource {
  readonly name: string
  readonly kinds: readonly RecordKind[]
  readonly #readers: RowReaders
  readonly #hash: string

  /**
   * @param name - how imports of it are told apart
   * @param contents - what it was read from, for the hash
   * @param readers - how to read the kinds it has
   */
  constructor(name: string, contents: string, readers: RowReaders) {
    this.name = name
    this.kinds = RECORD_KINDS.filter((kind) => readers[kind])
    this.#readers = readers
    this.#hash = createHash('sha256').update(contents).digest('hex')
  }

  /** SHA-256 of the contents. */
  get hash(): string {
    return this.#hash
  }

  async read(kind: RecordKind): Promise<SourceRows> {
    const rows = (await this.#readers[kind]?.()) ?? []
    return { hash: this.#hash, rows }
  }
}
