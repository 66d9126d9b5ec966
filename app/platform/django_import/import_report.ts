import { positionOf, type DumpRow } from './read_dump.js'

/** What came of the rows of one model. */
export interface ModelCount {
  /** Were not here before. */
  added: number
  /** Were here, and are now as the file has them. */
  changed: number
  /** Were here, and stay as they are. */
  unchanged: number
  /** Are in, but not just as they were there; counted beside the former. */
  altered: number
  /** Are not in. */
  skipped: number
}

/** Counts rows, and tells of each that is not here as it was there. */
export class ImportReport {
  readonly counts = new Map<string, ModelCount>()
  /** What operators should know that is nobody's fault. */
  readonly notices: string[] = []
  readonly #tell: (line: string) => void

  /** @param tell - is given a line for each row that is not here as it was there */
  constructor(tell: (line: string) => void) {
    this.#tell = tell
  }

  /** True when every row is here as it was there. */
  get isClean(): boolean {
    return [...this.counts.values()].every(({ skipped, altered }) => skipped + altered === 0)
  }

  /** Notes a row that is in. */
  note({ model }: Pick<DumpRow, 'model'>, what: 'added' | 'changed' | 'unchanged'): void {
    this.#countOf(model)[what] += 1
  }

  /**
   * @param row - that is not as it was
   * @param what - `altered` comes beside `added`
   * @param reason - what happened, for operators
   */
  complain(row: DumpRow, what: 'altered' | 'skipped', reason: string): void {
    this.#countOf(row.model)[what] += 1
    const name = typeof row.fields.username === 'string' && row.fields.username ? `, ${row.fields.username}` : ''
    // The primary key of a token is the token.
    const key = typeof row.pk === 'number' ? `, pk ${row.pk}` : ''
    const outcome = what === 'skipped' ? 'not taken in' : 'altered'
    this.#tell(`${row.model}, ${positionOf(row)}${key}${name}: ${outcome}: ${reason}`)
  }

  #countOf(model: string): ModelCount {
    const count = this.counts.get(model) ?? { added: 0, changed: 0, unchanged: 0, altered: 0, skipped: 0 }
    this.counts.set(model, count)
    return count
  }
}
