import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import Company from '#models/company'

/** Which companies staff look at. */
export interface CompanySearch {
  /** Part of a name; empty for all. */
  q?: string
  page?: number
  /** Companies on a page, 100 at the most. */
  size?: number
}

/**
 * @param search - which companies
 * @returns a page of them, the newest first as in python.org's administration
 */
export function companyPage({ q = '', page = 1, size = 50 }: CompanySearch): Promise<ModelPaginatorContract<Company>> {
  const query = Company.query().orderBy('created_at', 'desc').orderBy('id', 'desc')
  const pattern = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
  if (q.trim()) query.whereILike('name', pattern)
  return query.paginate(page, Math.min(100, size))
}
