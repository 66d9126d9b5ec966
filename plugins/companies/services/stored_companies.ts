import Companies, { type ListedCompany } from '#contracts/companies'
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
}

function listed({ id, slug, name, url, aboutRendered, logo }: Company): ListedCompany {
  return { id, slug, name, url, aboutHtml: aboutRendered, logo: logo ?? null }
}
