import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import CompanyChanged from '#contracts/events/company_changed'
import Company from '#models/company'
import type { CompanyDetails as TypedDetails } from '#validators/company'

/** What is told of a company, and its logo as an image that the site has taken in. */
export type CompanyDetails = TypedDetails & { logoId?: number | null }

const UNIQUE_VIOLATION = '23505'

/**
 * Adds a company, and notes it in the audit log.
 *
 * @param by - who does it
 * @param details - what they tell of it
 * @returns the company
 * @throws E_VALIDATION_ERROR when its name makes no address, or one that is taken
 */
export function addCompany(by: Author, details: CompanyDetails): Promise<Company> {
  return save(by, new Company(), details)
}

/**
 * Changes a company, and notes it. A change that changes nothing leaves no entry. The slug stays when the name changes.
 *
 * @param by - who does it
 * @param id - the company's id
 * @param details - what is different; what is left out stays
 * @returns the company as it is now
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR when the new slug is taken
 */
export async function changeCompany(by: Author, id: number, details: CompanyDetails): Promise<Company> {
  return save(by, await Company.findOrFail(id), details)
}

/**
 * Takes a company away for good. Who speaks of it falls back on the name that they wrote themselves.
 *
 * @param by - who does it
 * @param id - the company's id
 * @returns the company as it was
 * @throws E_ROW_NOT_FOUND
 */
export async function deleteCompany(by: Author, id: number): Promise<Company> {
  const audit = await app.container.make(AuditLog)
  const company = await db.transaction(async (trx) => {
    const found = await Company.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await found.delete()
    const record = { action: 'companies.company.delete', subject: subjectOf(found) } as const
    await audit.record({ by, ...record, before: { ...found.$attributes } }, trx)
    return found
  })
  await emitter.emit(CompanyChanged, new CompanyChanged(id))
  return company
}

async function save(by: Author, company: Company, details: CompanyDetails): Promise<Company> {
  const before = company.$isPersisted ? { ...company.$original } : null
  company.merge(details)
  if (before && !company.$isDirty) return company
  try {
    await db.transaction(async (trx) => {
      await company.useTransaction(trx).save()
      const action = before ? 'companies.company.update' : 'companies.company.create'
      const audit = await app.container.make(AuditLog)
      await audit.record({ by, action, subject: subjectOf(company), before, after: company.$attributes }, trx)
    })
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('name', 'There is a company of this name, or with this slug.', 'unique')
  }
  await emitter.emit(CompanyChanged, new CompanyChanged(company.id))
  return company
}

function subjectOf({ id, name }: Company) {
  return { type: 'company', id, label: name }
}
