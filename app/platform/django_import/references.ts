import db from '@adonisjs/lucid/services/db'

/** A reference as `dumpdata` writes it: an id, or with `--natural-foreign` a list of names. */
export type Reference = unknown

/** Finds the id that is meant here; null for one that is not here. */
export type ReferenceFinder = (reference: Reference) => number | null

/** What references of a field point at. */
export interface ReferenceTarget {
  /** A table with integer ids. */
  table: string
  /** Its column with the names that `--natural-foreign` writes instead of ids. */
  name?: string
}

/** Accounts, by id or user name. */
export const ACCOUNTS = { table: 'users', name: 'username' } as const satisfies ReferenceTarget

/** @returns the first of the names; undefined for an id */
export function naturalName(reference: Reference): string | undefined {
  return Array.isArray(reference) && typeof reference[0] === 'string' ? reference[0] : undefined
}

/** Two queries, so that each finds its index; that of user names is without case. An id may be greater than any here. */
const BY_ID = 'select id, null as name from :table: where id in (select unnest(:ids::bigint[]))'
const BY_NAME =
  'select id, :name: as name from :table: where lower(:name:) in (select lower(name) from unnest(:names::text[]) as name)'

/**
 * Which rows here are meant, in two queries however many there are.
 *
 * @param target - what they point at
 * @param references - ids and names
 * @returns finds the id of each
 */
export async function findReferenced(
  { table, name }: ReferenceTarget,
  references: readonly Reference[]
): Promise<ReferenceFinder> {
  const ids = references.filter((reference): reference is number => Number.isSafeInteger(reference))
  const names = references.map(naturalName).filter((given) => given !== undefined)
  const query = name === undefined ? BY_ID : `${BY_ID} union all ${BY_NAME}`
  const bindings = name === undefined ? { table, ids } : { table, ids, name, names }
  const { rows } = await db.rawQuery<{ rows: { id: number; name: string | null }[] }>(query, bindings)
  const known = new Set(rows.map(({ id }) => id))
  const byName = new Map(rows.map(({ id, name: own }) => [own, id]))
  return (reference) => {
    const given = naturalName(reference)
    if (given !== undefined) return byName.get(given) ?? null
    return typeof reference === 'number' && known.has(reference) ? reference : null
  }
}

/**
 * @param references - ids and names of accounts
 * @returns finds the id of each
 */
export function accountsOf(references: readonly Reference[]): Promise<ReferenceFinder> {
  return findReferenced(ACCOUNTS, references)
}

/**
 * @param reference - to a permission of Django: `[codename, app, model]`
 * @returns `<app>.<codename>`, as ours are called; null for an id, which means nothing outside its database
 */
export function permissionName(reference: Reference): string | null {
  if (!Array.isArray(reference)) return null
  const [codename, app] = reference as unknown[]
  if (typeof codename !== 'string' || typeof app !== 'string') return null
  return `${app}.${codename}`.slice(0, 150)
}
