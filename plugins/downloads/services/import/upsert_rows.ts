import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { CatalogueTable } from '#services/import/catalogue_tables'

/** A row in the columns of its table; `id` null takes the next one of this site. */
export type ColumnValues = Record<string, unknown> & { id: number | null }

function valueSql(name: string, column: CatalogueTable['columns'][string]): string {
  if (column.value) return column.value
  return `case when j -> '${name}' is not null then (j ->> '${name}')::${column.type}
    when here.id is not null then here.${name} else ${column.fallback} end`
}

function upsertSql(table: CatalogueTable): string {
  const columns = Object.entries(table.columns)
  const names = columns.map(([name]) => name)
  return `
    insert into ${table.name} as kept (id, ${names.join(', ')})
    select
      coalesce((j ->> 'id')::integer, nextval(pg_get_serial_sequence('${table.name}', 'id'))),
      ${columns.map(([name, column]) => valueSql(name, column)).join(',\n      ')}
    from jsonb_array_elements(?::jsonb) with ordinality as given (j, position)
    left join ${table.name} as here on here.id = (j ->> 'id')::integer
    order by here.id is null, position
    on conflict (id) do update set
      ${names.map((name) => `${name} = excluded.${name}`).join(', ')}, updated_at = now()
    where (${names.map((name) => `kept.${name}`).join(', ')})
      is distinct from (${names.map((name) => `excluded.${name}`).join(', ')})
    returning kept.id, kept.xmax = 0 as created`
}

/** Which rows came to be and which became different; all others were so already. */
export interface UpsertedIds {
  created: number[]
  updated: number[]
}

/**
 * Writes rows of one table in one statement. Rows that say nothing new are not touched, their `updated_at` neither.
 * Rows that are here come first, so that a new one may have the slug that an old one gives up.
 *
 * @param trx - the batch's transaction
 * @param table - the table
 * @param rows - the rows, no id twice
 * @returns the ids by what happened to them
 * @throws whatever PostgreSQL says of a row that breaks a constraint; nothing is written then
 */
export async function upsertRows(
  trx: TransactionClientContract,
  table: CatalogueTable,
  rows: readonly ColumnValues[]
): Promise<UpsertedIds> {
  if (!rows.length) return { created: [], updated: [] }
  const answer = await trx.rawQuery<{ rows: { id: number; created: boolean }[] }>(upsertSql(table), [
    JSON.stringify(rows),
  ])
  await advanceSequence(trx, table)
  return {
    created: answer.rows.filter((row) => row.created).map((row) => row.id),
    updated: answer.rows.filter((row) => !row.created).map((row) => row.id),
  }
}

/** Ids that came with the rows may be the next of this site's own; then those start behind them. Never goes back. */
async function advanceSequence(trx: TransactionClientContract, table: CatalogueTable): Promise<void> {
  await trx.rawQuery(`
    select setval(sequence.name, highest.id)
    from (select pg_get_serial_sequence('${table.name}', 'id')::regclass as name) as sequence,
      (select max(id) as id from ${table.name}) as highest
    where highest.id >= 100001
      and highest.id > coalesce(pg_sequence_last_value(sequence.name), 0)`)
}
