import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { PostgreConfig } from '@adonisjs/lucid/types/database'

/** A column, index or constraint in words, so that two states of a schema can be compared. */
export type Description = string

interface Named {
  name: string
}

/**
 * An empty schema beside the site's own tables, in which migrations run without harm. Needs `create` on the database.
 *
 * @example
 * const schema = await ThrowAwaySchema.create()
 * await schema.migrate({ folder: 'plugins/events/database/migrations', direction: 'up' })
 * await schema.drop()
 */
export class ThrowAwaySchema {
  readonly #name: string
  readonly #connections = new Map<string, string>()

  private constructor(name: string) {
    this.#name = name
  }

  static async create(): Promise<ThrowAwaySchema> {
    const name = `conformance_${process.pid}_${Date.now()}`
    await db.rawQuery('create schema ??', [name])
    return new ThrowAwaySchema(name)
  }

  async drop(): Promise<void> {
    for (const connection of this.#connections.values()) await db.manager.close(connection, true)
    await db.rawQuery('drop schema ?? cascade', [this.#name])
  }

  /**
   * @param migrations - a folder relative to the application, and which way its migrations run: all of them
   * @throws what a migration throws
   */
  async migrate({ folder, direction }: { folder: string; direction: 'up' | 'down' }): Promise<void> {
    const { MigrationRunner } = await import('@adonisjs/lucid/migration')
    const connectionName = this.#connect(folder)
    const runner = new MigrationRunner(
      db,
      app,
      direction === 'up' ? { direction, connectionName } : { direction, connectionName, batch: 0 }
    )
    await runner.run()
    if (runner.error) throw runner.error
  }

  /** Tables, views, types and functions, by name; without those that Lucid keeps its own books in. */
  async objects(): Promise<string[]> {
    const { rows } = await this.#query(`
      select relname as name from pg_class where relnamespace = :schema::regnamespace and relkind in ('r', 'p', 'v', 'm')
      union select typname from pg_type t where typnamespace = :schema::regnamespace and typtype in ('e', 'd')
      union select proname from pg_proc where pronamespace = :schema::regnamespace
      order by 1`)
    return rows.map(({ name }) => name).filter((name) => !name.startsWith('books_'))
  }

  /** Everything that makes the tables what they are: columns with types and defaults, indexes, constraints. */
  async description(): Promise<Description[]> {
    const { rows } = await this.#query(`
      select concat_ws(' ', table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default,
        is_identity, generation_expression) as name from information_schema.columns where table_schema = :schema
      union select indexdef from pg_indexes where schemaname = :schema
      union select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = :schema::regnamespace
      order by 1`)
    return rows.map(({ name }) => name).filter((name) => !name.includes('books_'))
  }

  /** Foreign keys, each from its table to the table that it points at. */
  async foreignKeys(): Promise<[from: string, to: string][]> {
    const { rows } = await this.#query(`
      select from_table.relname || ' ' || to_table.relname as name from pg_constraint c
      join pg_class from_table on from_table.oid = c.conrelid join pg_class to_table on to_table.oid = c.confrelid
      where c.contype = 'f' and c.connamespace = :schema::regnamespace order by 1`)
    return rows.map(({ name }) => name.split(' ') as [string, string])
  }

  #query(sql: string): Promise<{ rows: Named[] }> {
    return db.rawQuery(sql, { schema: this.#name })
  }

  /** A connection for one folder, which keeps its own books, so that the folder can be rolled back alone. */
  #connect(folder: string): string {
    const known = this.#connections.get(folder)
    if (known) return known
    const name = `${this.#name}_${this.#connections.size}`
    const { config } = db.manager.get(db.primaryConnectionName) as { config: PostgreConfig }
    db.manager.add(name, {
      ...config,
      searchPath: [this.#name],
      migrations: { ...config.migrations, paths: [folder], tableName: `books_${this.#connections.size}` },
    })
    this.#connections.set(folder, name)
    return name
  }
}
