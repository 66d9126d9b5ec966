import app from '@adonisjs/core/services/app'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import type { FragmentOptions } from './fragment_store.js'
import { Fragments } from './fragments.js'

/** The fragments of this application, for code that has no container at hand. */
export const fragments = {
  /** See `Fragments.remember()`. */
  async remember<T>(key: string, options: FragmentOptions, render: () => Promise<T> | T): Promise<T> {
    return (await app.container.make(Fragments)).remember(key, options, render)
  },
}

/**
 * Forgets everything with one of the tags, in every process.
 *
 * @param tags - what has changed
 * @param client - the transaction of the change: tags are dropped when it is committed, and not when it is rolled back
 * @example
 * await db.transaction(async (trx) => {
 *   await menu.useTransaction(trx).save()
 *   await dropTags(['navigation'], trx)
 * })
 */
export async function dropTags(tags: readonly string[], client?: QueryClientContract): Promise<void> {
  await (await app.container.make(Fragments)).dropTags(tags, client)
}

/**
 * Drops tags whenever a row of a model is saved or deleted, after the commit of its transaction. Writing by queries
 * calls no hooks: such code calls `dropTags()` itself.
 *
 * @param model - whose rows are in fragments
 * @param tagsOf - the tags of a row, as it is now
 * @example
 * dropTagsAfterCommit(Box, (box) => ['boxes', `boxes:${box.label}`])
 */
export function dropTagsAfterCommit<T extends LucidModel>(
  model: T,
  tagsOf: (row: InstanceType<T>) => readonly string[]
): void {
  const drop = (row: LucidRow): Promise<void> => dropTags(tagsOf(row as InstanceType<T>), row.$trx)
  model.boot()
  model.after('save', drop)
  model.after('delete', drop)
}
