import { likePattern, wordsOf } from '@pydotorg/platform/admin'
import Companies, { type ListedCompany, type NamedCompany } from '#contracts/companies'
import Company from '#models/company'

/** Companies, from the table. */
export default class StoredCompanies extends Companies {
  async find(id: number): Promise<ListedCompany | null> {
    const found = await this.findMany([id])
    return found.get(id) ?? null
  }

  async findMany(ids: readonly number[]): Promise<ReadonlyMap<number, ListedCompany>> {
    if (ids.length === 0) return new Map()
    const companies = await Company.query()
      .whereIn('id', [...new Set(ids)])
      .preload('logo')
    return new Map(companies.map((company) => [company.id, listed(company)]))
  }

  async search(typed: string, limit: number): Promise<NamedCompany[]> {
    const query = Company.query().select('id', 'name').orderBy('name').orderBy('id').limit(limit)
    for (const word of wordsOf(typed)) query.whereILike('name', likePattern(word))
    return (await query).map(({ id, name }) => ({ id, name }))
  }
}

function listed({ id, slug, name, url, aboutRendered, logo }: Company): ListedCompany {
  return { id, slug, name, url, aboutHtml: aboutRendered, logo: logo ?? null }
}
