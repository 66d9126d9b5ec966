import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import pg from 'pg'
import { RowFrames, type TakeBytes } from './row_frames.js'

/** A query whose rows have one column of text. */
export interface TextQuery {
  sql: string
  bindings: readonly unknown[]
  /** Under which each connection keeps it planned; the same for the same SQL only. */
  name?: string
}

/**
 * Hands over rows of one text each as the bytes that PostgreSQL sends, in UTF-8. For texts that are sent on as they are:
 * the driver would make an object, an array and a string of each row, which costs more than all the rest.
 *
 * @param query - its bindings are those of the query builder, `?`
 * @param take - called for each row that is not null; must not throw
 * @throws what the driver throws
 * @example
 * await readTextRows({ sql: 'select json from shop_books', bindings: [] }, (bytes, start, end) => {
 *   length += end - start
 * })
 */
export async function readTextRows(query: TextQuery, take: TakeBytes): Promise<void> {
  const knex = db.connection().getReadClient() as Knex
  const { sql, bindings } = knex
    .raw(query.sql, [...query.bindings] as Knex.RawBinding[])
    .toSQL()
    .toNative()
  const connection = (await knex.client.acquireConnection()) as pg.Client
  try {
    // For whoever counts the queries of a page.
    knex.client.emit('query', { sql, bindings })
    await new Promise<void>((resolve, reject) => {
      const config = { text: sql, values: [...bindings], ...(query.name === undefined ? {} : { name: query.name }) }
      connection.query(new TextRows(config, { take, done: (error) => (error ? reject(error) : resolve()) }))
    })
  } finally {
    knex.client.releaseConnection(connection)
  }
}

interface TextRowsParts {
  take: TakeBytes
  done: (error: Error | undefined) => void
}

/** A query of the driver that reads its rows before the driver's parser does. */
class TextRows extends pg.Query {
  readonly #take: TakeBytes

  constructor(config: pg.QueryConfig, { take, done }: TextRowsParts) {
    super(config, done)
    this.#take = take
  }

  override submit = (connection: pg.Connection): void => {
    const { stream } = connection
    const parsers = stream.listeners('data') as ((bytes: Buffer) => void)[]
    const frames = new RowFrames({
      take: this.#take,
      forward: (messages) => {
        for (const parser of parsers) parser(messages)
      },
      over: () => {
        stream.off('data', read)
        for (const parser of parsers) stream.on('data', parser)
      },
    })
    const read = (bytes: Buffer) => frames.read(bytes)
    for (const parser of parsers) stream.off('data', parser)
    stream.on('data', read)
    return pg.Query.prototype.submit.call(this, connection)
  }
}
