import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { AdminDirectory, mayManage, type AdminBlocker, type AdminResource, type AnyRow } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'

/** Rows of one table that go, or forget the record. */
export interface Effect {
  title: string
  /** At most `MOST + 1` are counted. */
  count: number
}

/** What becomes of others when a record is deleted. */
export interface DeleteEffects {
  /** Rows that are deleted with it. */
  gone: Effect[]
  /** Rows that stay and no longer point to it. */
  forgetting: Effect[]
  /** What keeps it from being deleted. */
  blockers: AdminBlocker[]
}

interface ForeignKey {
  table: string
  column: string
  target: string
  /** PostgreSQL's letter: a and r refuse, c deletes, n and d forget. */
  onDelete: 'a' | 'r' | 'c' | 'n' | 'd'
}

/** More are not counted. */
export const MOST = 1_000
/** Names of what refuses. */
const NAMED = 20
/** Rows of rows of rows. */
const DEEPEST = 3

const FOREIGN_KEYS = `
select c.conrelid::regclass::text as table, a.attname as column, t.attname as target, c.confdeltype as "onDelete"
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_attribute t on t.attrelid = c.confrelid and t.attnum = c.confkey[1]
where c.contype = 'f' and c.confrelid = to_regclass(?) and cardinality(c.conkey) = 1
order by 1, 2`

/** Finds out what becomes of others, by the foreign keys that the database has. */
@inject()
export class DeleteEffectsReader {
  readonly #directory: AdminDirectory

  /** @param directory - names of records of other tables */
  constructor(directory: AdminDirectory) {
    this.#directory = directory
  }

  /**
   * @param resource - a resource
   * @param row - a record
   * @param user - who wants it deleted: what they may not see is told without its name
   * @returns what becomes of others
   */
  async of(resource: AdminResource, row: AnyRow, user: User): Promise<DeleteEffects> {
    const effects: DeleteEffects = { gone: [], forgetting: [], blockers: [...((await resource.blockers?.(row)) ?? [])] }
    resource.model.boot()
    await this.#follow(resource.model.table, [row.$attributes], { effects, user, depth: 0 })
    return effects
  }

  async #follow(
    table: string,
    rows: readonly Record<string, unknown>[],
    walk: { effects: DeleteEffects; user: User; depth: number }
  ): Promise<void> {
    const { rows: keys } = await db.rawQuery<{ rows: ForeignKey[] }>(FOREIGN_KEYS, [table])
    for (const key of keys) {
      const values = rows.map((row) => row[key.target]).filter((value) => value !== undefined) as number[]
      const query = db
        .from(key.table)
        .whereIn(key.column, values)
        .limit(MOST + 1)
      const pointing = (await query) as Record<string, unknown>[]
      if (pointing.length > 0) await this.#note(key, pointing, walk)
    }
  }

  async #note(
    { table, onDelete }: ForeignKey,
    pointing: Record<string, unknown>[],
    walk: { effects: DeleteEffects; user: User; depth: number }
  ): Promise<void> {
    const { effects, user, depth } = walk
    const resource = await this.#directory.resourceOfTable(table)
    const title = resource?.title ?? titleOf(table)
    if (onDelete === 'a' || onDelete === 'r')
      return void effects.blockers.push(...this.#names(resource, { table, pointing, user }))
    if (onDelete !== 'c') return add(effects.forgetting, { title, count: pointing.length })
    add(effects.gone, { title, count: pointing.length })
    if (depth < DEEPEST) await this.#follow(table, pointing, { ...walk, depth: depth + 1 })
  }

  #names(
    resource: AdminResource | null,
    { table, pointing, user }: { table: string; pointing: Record<string, unknown>[]; user: User }
  ): AdminBlocker[] {
    const mayLook = resource !== null && mayManage(user, { resource, verb: 'view' })
    const named = pointing.slice(0, NAMED).map((row) => {
      const id = Number(row.id)
      if (!mayLook) return { label: `${titleOf(table)}, number ${id || '?'}` }
      const label = resource.label(resource.model.$createFromAdapterResult(row) as AnyRow)
      return { label: `${resource.singular} ${label}`, href: this.#directory.address(resource, id) }
    })
    const more = pointing.length - named.length
    return more > 0 ? [...named, { label: `and ${more >= MOST ? 'many' : more} more` }] : named
  }
}

function add(effects: Effect[], { title, count }: Effect): void {
  const known = effects.find((effect) => effect.title === title)
  if (known) known.count += count
  else effects.push({ title, count })
}

function titleOf(table: string): string {
  const words = table.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
