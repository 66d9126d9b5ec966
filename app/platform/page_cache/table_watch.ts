import type { Knex } from 'knex'
import type { ChangeLog } from './change_log.js'
import { currentRendering } from './page_rendering.js'
import { TableNames } from './table_names.js'

/** Milliseconds after a commit within which the database announces it; later, pages are kept again without. */
const ANNOUNCED_WITHIN = 1_000
/** Milliseconds that a transaction is believed to be under way when nobody ends it. */
const LONGEST_TRANSACTION = 600_000

interface SentQuery {
  sql: string
  /** Of the connection, which has one transaction at a time. */
  __knexUid?: string
  __knexTxId?: string
}

/**
 * Looks at the statements that this process sends: those for a page tell of which tables it is made, and those that
 * change a table drop its pages at once, so that who has written reads what is new before the database announces it.
 */
export class TableWatch {
  readonly #log: ChangeLog
  readonly #drop: (tags: readonly string[]) => void
  /** By connection, tables that its transaction has changed. */
  readonly #changing = new Map<string, Set<string>>()
  readonly #untold = new Set<string>()
  #names = new TableNames(new Set())
  #announced: ReadonlySet<string> = new Set()

  /**
   * @param log - where changes are noted
   * @param drop - forgets pages
   */
  constructor(log: ChangeLog, drop: (tags: readonly string[]) => void) {
    this.#log = log
    this.#drop = drop
  }

  /**
   * @param tables - all that there are
   * @param announced - those whose changes the database announces; pages of others are not kept
   */
  know(tables: ReadonlySet<string>, announced: ReadonlySet<string>): void {
    this.#names = new TableNames(tables)
    this.#announced = announced
  }

  /** Tables that a page was made of although nobody hears of their changes. */
  get unannounced(): readonly string[] {
    return [...this.#untold]
  }

  /**
   * @param tables - names of tables
   * @returns true when the database announces changes of each, and nobody is making one now
   */
  areQuiet(tables: readonly string[]): boolean {
    if (!tables.every((table) => this.#announced.has(table))) return false
    return this.#log.isUnchangedSince(this.#log.now, tables.map(tableTag))
  }

  /** @param client - whose statements are looked at; the same one may be given again */
  watch(client: Knex): void {
    client.removeListener('query', this.#look)
    client.on('query', this.#look)
  }

  /** @param client - whose statements are looked at no longer */
  unwatch(client: Knex): void {
    client.removeListener('query', this.#look)
  }

  /** @param table - whose change the database has announced */
  heard(table: string): void {
    const tag = tableTag(table)
    // One that is committed and not announced yet is announced in a moment, too.
    this.#log.close(tag, (_by, until) => until - Date.now() <= ANNOUNCED_WITHIN)
    this.#drop([tag])
  }

  readonly #look = ({ sql, __knexUid: connection = '', __knexTxId: transaction }: SentQuery): void => {
    if (/^\s*(?:begin|commit|rollback)\b/i.test(sql)) return this.#endTransaction(sql, connection)
    const { tables, changes } = this.#names.of(sql)
    if (tables.length === 0) return
    const rendering = currentRendering()
    if (rendering) this.#tell(rendering, tables)
    if (changes) this.#change(tables, connection, transaction)
  }

  #tell(rendering: NonNullable<ReturnType<typeof currentRendering>>, tables: readonly string[]): void {
    for (const table of tables) {
      if (this.#announced.has(table)) {
        rendering.add([tableTag(table)])
        continue
      }
      rendering.refuse(`changes of ${table} are not announced`)
      this.#untold.add(table)
    }
  }

  #change(tables: readonly string[], connection: string, transaction: string | undefined): void {
    const until = Date.now() + (transaction ? LONGEST_TRANSACTION : ANNOUNCED_WITHIN)
    for (const table of tables) this.#log.open(tableTag(table), connection, until)
    this.#drop(tables.map(tableTag))
    if (transaction === undefined) return
    const changed = this.#changing.get(connection) ?? new Set()
    this.#changing.set(connection, changed)
    for (const table of tables) changed.add(table)
  }

  /** Sent, not done: it lasts until the database announces what was committed. */
  #endTransaction(sql: string, connection: string): void {
    const changed = this.#changing.get(connection)
    // A rollback to a savepoint ends nothing.
    if (!changed || /^\s*(?:begin|rollback to)\b/i.test(sql)) return
    this.#changing.delete(connection)
    const isCommit = /^\s*commit/i.test(sql)
    for (const table of changed) {
      if (isCommit) this.#log.open(tableTag(table), connection, Date.now() + ANNOUNCED_WITHIN)
      else this.#log.close(tableTag(table), (by) => by === connection)
    }
  }
}

/**
 * @param table - name of a table
 * @returns the tag of everything that is made of it
 */
export function tableTag(table: string): string {
  return `table:${table}`
}
