import { BadRow } from './bad_row.js'
import type { DumpRow } from './read_dump.js'
import { findReferenced, type ReferenceFinder, type ReferenceTarget } from './references.js'

/** What a field points at, and what becomes of a row whose target is not here. */
export interface ReferenceRule extends ReferenceTarget {
  /** `null`: the column stays empty, with a notice. `skip`: the row is not taken in. */
  missing: 'null' | 'skip'
}

/** Finds what the rows of a model point at, batch by batch. */
export class ReferenceCheck<R extends string> {
  /** Fields by which rows point at others of their own table. */
  readonly toItself: string[]
  readonly #rules: [R, ReferenceRule][]
  readonly #table: string
  readonly #finders = new Map<R, ReferenceFinder>()
  /** Rows that are in the batch at hand, or were in one before. */
  readonly #coming = new Set<unknown>()
  readonly #emptied = new Map<R, number>()

  /**
   * @param table - of the rows
   * @param rules - by field
   */
  constructor(table: string, rules?: Record<R, ReferenceRule>) {
    this.#table = table
    this.#rules = Object.entries(rules ?? {}) as [R, ReferenceRule][]
    this.toItself = this.#rules.filter(([, rule]) => rule.table === table).map(([field]) => field)
  }

  /** @param batch - rows of which `referencesOf()` is about to be asked */
  async prepare(batch: readonly DumpRow[]): Promise<void> {
    for (const { pk } of batch) this.#coming.add(pk)
    for (const [field, rule] of this.#rules) {
      const given = batch.map(({ fields }) => fields[field])
      this.#finders.set(field, await findReferenced(rule, given))
    }
  }

  /**
   * @param row - of the batch
   * @returns the ids by field
   * @throws BadRow when what it needs is not here
   */
  referencesOf(row: DumpRow): Record<R, number | null> {
    const found = this.#rules.map(([field, rule]) => [field, this.#find(row.fields[field], field, rule)] as const)
    return Object.fromEntries(found) as Record<R, number | null>
  }

  /** Sentences about columns that stayed empty. */
  notices(): string[] {
    return [...this.#emptied].map(([field, count]) => {
      return `${count} ${count === 1 ? 'row has' : 'rows have'} no ${field} here, since the one there is not in`
    })
  }

  #find(given: unknown, field: R, rule: ReferenceRule): number | null {
    if (given === null || given === undefined) return null
    const id = this.#finders.get(field)?.(given) ?? null
    if (id !== null) return id
    if (rule.table === this.#table && typeof given === 'number' && this.#coming.has(given)) return given
    if (rule.missing === 'skip') throw new BadRow(`its ${field}, ${JSON.stringify(given)}, is not here`)
    this.#emptied.set(field, (this.#emptied.get(field) ?? 0) + 1)
    return null
  }
}
