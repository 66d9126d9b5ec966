import type { RecordKind, SourceRow } from '#services/import/catalogue_records'

/** All rows of one kind, and the SHA-256 of what they were read from. */
export interface SourceRows {
  hash: string
  rows: SourceRow[]
}

/** Where an import reads from. */
export interface CatalogueSource {
  /** Address, absolute path of a file, or `seed`: tells imports apart that go on where an earlier one stopped. */
  readonly name: string
  /** The kinds it has, in the order of RECORD_KINDS. */
  readonly kinds: readonly RecordKind[]
  /** SHA-256 of everything, where it is known beforehand: what is left of an import of something else is given up. */
  readonly hash?: string
  /**
   * @param kind - one of `kinds`
   * @returns its rows, bad ones included
   * @throws SourceError when nothing can be read
   */
  read(kind: RecordKind): Promise<SourceRows>
}

/** A source cannot be read; the message is a sentence for operators. */
export class SourceError extends Error {
  override name = 'SourceError'
}
