import pg from 'pg'

/** Object ids of PostgreSQL's own types, stable since ever. */
const INT8 = 20
const DATE = 1082

/**
 * Teaches the driver two types. A `date` has no zone: as the text it is, it stays the same day wherever the process
 * runs (the driver's default makes it local midnight). A `bigint` here is a count or a file size, far below 2^53.
 *
 * @example
 * configurePostgresTypes() // once, before the first connection
 */
export function configurePostgresTypes(): void {
  pg.types.setTypeParser(INT8, Number)
  pg.types.setTypeParser(DATE, String)
}
