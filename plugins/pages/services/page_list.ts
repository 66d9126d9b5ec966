import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import Page from '#models/page'

/** Which pages somebody looks for. */
export interface PageSearch {
  /** Words that title or path must contain. */
  q?: string
  /** Whether visitors see them now. */
  seen?: 'all' | 'visible' | 'hidden'
  page?: number
  size?: number
}

/**
 * @param search - which pages
 * @returns one page of them by path, without their texts
 */
export function pageList({
  q = '',
  seen = 'all',
  page = 1,
  size = 50,
}: PageSearch): Promise<ModelPaginatorContract<Page>> {
  const query = Page.query().orderBy('path')
  if (seen === 'visible') query.withScopes((scopes) => scopes.visible())
  if (seen === 'hidden')
    query.whereNotIn(
      'id',
      Page.query()
        .withScopes((scopes) => scopes.visible())
        .select('id')
    )
  for (const word of q.split(/\s+/).filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query.where((either) => either.whereILike('title', pattern).orWhereILike('path', pattern))
  }
  const columns = ['id', 'title', 'path', 'is_published', 'publish_at', 'unpublish_at', 'version', 'updated_at']
  return query.select(columns).paginate(page, size)
}
