import { LRUCache } from 'lru-cache'

/** Statements whose tables are remembered; most come again and again. */
const MOST_STATEMENTS = 2_000
/** Characters of a statement that is worth remembering. */
const LONGEST_STATEMENT = 20_000

const WORD = /[a-z_][a-z0-9_]*/gi
const CHANGES = /\b(?:insert|update|delete|truncate|merge|copy|alter|drop|create|call|do)\b/i

/** What a statement does. */
export interface StatementTables {
  /** Tables, views and the like that it names. */
  tables: readonly string[]
  /** True when it may change them; `select … for update` counts, which does no harm. */
  changes: boolean
}

/**
 * Reads which tables a statement names: every word of it that is a table's name, so rather one too many than one too few.
 */
export class TableNames {
  readonly #read = new LRUCache<string, StatementTables>({ max: MOST_STATEMENTS })
  readonly #tables: ReadonlySet<string>

  /** @param tables - all that there are */
  constructor(tables: ReadonlySet<string>) {
    this.#tables = tables
  }

  /**
   * @param sql - a statement
   * @returns what it does
   */
  of(sql: string): StatementTables {
    const known = this.#read.get(sql)
    if (known) return known
    const tables = new Set<string>()
    for (const [word] of sql.matchAll(WORD)) if (this.#tables.has(word)) tables.add(word)
    const read = { tables: [...tables], changes: CHANGES.test(sql) }
    if (sql.length <= LONGEST_STATEMENT) this.#read.set(sql, read)
    return read
  }
}
