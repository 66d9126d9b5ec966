/** What became of a row that was not written. */
export interface ImportProblem {
  /** Where it stands and what it is, e.g. `row 12 (id 7)`. */
  place: string
  reason: string
}

/** What an import did. */
export class ImportReport {
  created = 0
  updated = 0
  unchanged = 0
  /** Rows that are here in a newer version. */
  readonly kept: ImportProblem[] = []
  /** Rows that should be in and are not. */
  readonly bad: ImportProblem[] = []

  get rows(): number {
    return this.written + this.unchanged + this.kept.length + this.bad.length
  }

  get written(): number {
    return this.created + this.updated
  }
}
