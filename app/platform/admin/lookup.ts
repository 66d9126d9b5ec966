import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { AdminChoice, AnyRow, AttributeOf, RowQuery } from './admin_row.js'

/** How rows that others point to are found and called. Both calls are one query each. */
export interface AdminLookup {
  /**
   * @param typed - a few letters; empty for the first ones
   * @param limit - at most so many
   */
  find: (typed: string, limit: number) => Promise<AdminChoice[]>
  /** @param values - what is chosen now; those that are gone are left out */
  labels: (values: readonly string[]) => Promise<AdminChoice[]>
}

/** What makes a lookup of a model. */
export interface ModelLookupOptions<Row> {
  /** Attributes that are looked through; the first one orders what is found. */
  search: readonly [AttributeOf<Row>, ...AttributeOf<Row>[]]
  /** What people read; the first attribute of `search` without it. */
  label?: (row: Row) => string
  /** Narrows what may be chosen. */
  scope?: (query: RowQuery<Row>) => void
}

/** A text that LIKE takes for itself. */
export function likePattern(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, '\\$&')}%`
}

/**
 * A lookup of a model of the plugin's own or of the platform. What belongs to another plugin is looked up by a contract
 * of that plugin.
 *
 * @param model - the model
 * @param options - by which attributes, and how they are called
 * @returns the lookup
 * @example
 * { kind: 'relation', name: 'creatorId', lookup: lookupOf(User, { search: ['username', 'email'] }) }
 */
export function lookupOf<M extends LucidModel>(
  model: M,
  { search, label, scope }: ModelLookupOptions<InstanceType<M>>
): AdminLookup {
  const [first] = search
  const choiceOf = (row: AnyRow): AdminChoice => ({
    value: String(row.$primaryKeyValue),
    label: label ? label(row as InstanceType<M>) : String(row[first]),
  })
  const query = () => {
    const made = model.query() as unknown as RowQuery<InstanceType<M>>
    scope?.(made)
    return made
  }
  return {
    async find(typed, limit) {
      const found = query().orderBy(first).orderBy(model.primaryKey).limit(limit)
      for (const word of wordsOf(typed)) {
        found.where((either) => {
          for (const attribute of search) either.orWhereILike(attribute, likePattern(word))
        })
      }
      return ((await found) as unknown as AnyRow[]).map(choiceOf)
    },
    async labels(values) {
      const ids = values.filter((value) => /^[1-9]\d{0,8}$/.test(value))
      if (ids.length === 0) return []
      return ((await query().whereIn(model.primaryKey, ids)) as unknown as AnyRow[]).map(choiceOf)
    },
  }
}

/**
 * @param typed - what somebody looks for
 * @returns its words, at most eight: each of them has to be found
 */
export function wordsOf(typed: string): string[] {
  return typed.trim().split(/\s+/).filter(Boolean).slice(0, 8)
}
