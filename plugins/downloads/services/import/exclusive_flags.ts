import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { CatalogueTable, ExclusiveFlag } from '#services/import/catalogue_tables'
import type { PlacedRow } from '#services/import/match_rows'

/** Rows that claim a flag, as one JSON parameter. */
export function claimsOf({ column }: ExclusiveFlag, rows: readonly PlacedRow[]): string | null {
  const claims = rows.filter((row) => row.values[column] === true)
  return claims.length ? JSON.stringify(claims.map((row) => row.values)) : null
}

/** SQL: the row `kept` is in the scope of the claim `j`. */
export function sameScope({ scope }: ExclusiveFlag): string {
  return scope.map((column) => `kept.${column} = (j ->> '${column}')::integer`).join(' and ')
}

/**
 * Takes a flag from the rows here that carry it where a row of the source claims it, as saving a latest release does
 * on python.org.
 *
 * @param trx - the batch's transaction
 * @param table - the table
 * @param rows - rows about to be written
 */
export async function passFlags(
  trx: TransactionClientContract,
  table: CatalogueTable,
  rows: readonly PlacedRow[]
): Promise<void> {
  const flag = table.exclusive
  const claims = flag ? claimsOf(flag, rows) : null
  if (!flag || !claims) return
  await trx.rawQuery(
    `update ${table.name} as kept set ${flag.column} = false, updated_at = now()
    from jsonb_array_elements(?::jsonb) as given (j)
    where kept.${flag.column} and ${sameScope(flag)} and kept.id is distinct from (j ->> 'id')::integer`,
    [claims]
  )
}
