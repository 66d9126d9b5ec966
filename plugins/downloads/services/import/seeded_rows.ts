import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { RecordKind } from '#services/import/catalogue_records'
import { CATALOGUE_TABLES } from '#services/import/catalogue_tables'
import { claimsOf, sameScope } from '#services/import/exclusive_flags'
import type { MatchedRows, PlacedRow } from '#services/import/match_rows'

/*
| A seed adds, and never changes what an import or staff made of the catalogue. It notes every row it has brought or
| seen, so that what staff deleted stays deleted and what they renamed does not come a second time.
*/

function keyOf(kind: RecordKind, row: PlacedRow): string {
  const [key] = CATALOGUE_TABLES[kind].naturalKeys
  return String(row.values[key!])
}

/**
 * @param trx - the batch's transaction
 * @param kind - what the rows are
 * @param matched - rows of the seed
 * @returns those that are not here and that no seed has brought before
 */
export async function neverSeeded(
  trx: TransactionClientContract,
  kind: RecordKind,
  matched: MatchedRows
): Promise<PlacedRow[]> {
  const { rows: noted } = await trx.rawQuery<{ rows: { key: string }[] }>(
    `insert into downloads_seeded_rows (kind, key, made)
    select ?, key, made from unnest(?::text[], ?::boolean[]) as given (key, made)
    on conflict do nothing returning key`,
    [kind, matched.rows.map((row) => keyOf(kind, row)), matched.rows.map((row) => String(!matched.known.has(row)))]
  )
  const fresh = new Set(noted.map((row) => row.key))
  return matched.rows.filter((row) => !matched.known.has(row) && fresh.has(keyOf(kind, row)))
}

/**
 * Lets new rows of a seed take a flag from rows that the seed made and nobody changed since. Where another row holds
 * it, the new one goes without.
 *
 * @param trx - the batch's transaction
 * @param kind - what the rows are
 * @param rows - rows about to be added
 * @returns the rows as they may be added
 */
export async function passUntouchedFlags(
  trx: TransactionClientContract,
  kind: RecordKind,
  rows: PlacedRow[]
): Promise<PlacedRow[]> {
  const { name, exclusive: flag, naturalKeys } = CATALOGUE_TABLES[kind]
  const claims = flag ? claimsOf(flag, rows) : null
  if (!flag || !claims) return rows
  await trx.rawQuery(
    `update ${name} as kept set ${flag.column} = false
    from jsonb_array_elements(?::jsonb) as given (j), downloads_seeded_rows as seeded
    where kept.${flag.column} and ${sameScope(flag)} and kept.updated_at = kept.created_at
      and seeded.kind = ? and seeded.key = kept.${naturalKeys[0]} and seeded.made`,
    [claims, kind]
  )
  const held = await trx.rawQuery<{ rows: { key: string }[] }>(
    `select j ->> '${naturalKeys[0]}' as key from jsonb_array_elements(?::jsonb) as given (j)
    where exists (select from ${name} as kept where kept.${flag.column} and ${sameScope(flag)})`,
    [claims]
  )
  const refused = new Set(held.rows.map((row) => row.key))
  return rows.map((row) =>
    refused.has(keyOf(kind, row)) ? { ...row, values: { ...row.values, [flag.column]: false } } : row
  )
}
