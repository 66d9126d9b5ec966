import { likePattern, wordsOf } from '@pydotorg/platform/admin'
import Pages, { type NamedPage } from '#contracts/pages'
import Page from '#models/page'

/** Pages, from the table. */
export default class StoredPages extends Pages {
  async findMany(ids: readonly number[]): Promise<ReadonlyMap<number, NamedPage>> {
    if (ids.length === 0) return new Map()
    const pages = await Page.query()
      .select('id', 'title', 'path')
      .whereIn('id', [...new Set(ids)])
    return new Map(pages.map((page) => [page.id, named(page)]))
  }

  async search(typed: string, limit: number): Promise<NamedPage[]> {
    const query = Page.query().select('id', 'title', 'path').orderBy('path').orderBy('id').limit(limit)
    for (const word of wordsOf(typed)) {
      query.where((either) => either.whereILike('title', likePattern(word)).orWhereILike('path', likePattern(word)))
    }
    return (await query).map(named)
  }
}

function named({ id, title, path }: Page): NamedPage {
  return { id, title, path }
}
