import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import { slugify } from '@pydotorg/platform/models'
import CodeSample from '#models/code_sample'
import type { NewSample, SampleChange } from '#validators/code_sample'

const UNIQUE_VIOLATION = '23505'

/**
 * Adds a sample, a draft unless it says otherwise, after all others unless it names a position.
 *
 * @param by - who does it
 * @param details - what they tell of it
 * @throws E_VALIDATION_ERROR when its title makes no address, or one that is taken
 */
export function addSample(by: Author, details: NewSample): Promise<CodeSample> {
  return keepingSlugsApart(() =>
    db.transaction(async (trx) => {
      const sample = new CodeSample().useTransaction(trx)
      sample.merge({ output: '', copy: '', isPublished: false, position: await nextPosition(trx), ...details })
      if (!sample.slug && !slugify(sample.name)) {
        throw formError('name', 'Use a letter or a digit: the title makes the address.', 'slug')
      }
      await sample.save()
      await record(trx, { by, verb: 'create', sample, after: sample.$attributes })
      return sample
    })
  )
}

/**
 * Changes a sample. A change that changes nothing leaves no trace; the slug stays when the title changes.
 *
 * @param by - who does it
 * @param id - the sample's id
 * @param details - what is different
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR when the new slug is taken
 */
export function changeSample(by: Author, id: number, details: SampleChange): Promise<CodeSample> {
  return keepingSlugsApart(() =>
    db.transaction(async (trx) => {
      const sample = await CodeSample.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      const before = { ...sample.$original }
      sample.merge(details)
      if (!sample.$isDirty) return sample
      await sample.save()
      await record(trx, { by, verb: 'update', sample, before, after: sample.$attributes })
      return sample
    })
  )
}

/**
 * Takes a sample away for good.
 *
 * @param by - who does it
 * @param id - the sample's id
 * @returns the sample as it was
 * @throws E_ROW_NOT_FOUND
 */
export function deleteSample(by: Author, id: number): Promise<CodeSample> {
  return db.transaction(async (trx) => {
    const sample = await CodeSample.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await sample.delete()
    await record(trx, { by, verb: 'delete', sample, before: { ...sample.$attributes } })
    return sample
  })
}

interface Change {
  by: Author
  verb: 'create' | 'update' | 'delete'
  sample: CodeSample
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

async function record(trx: TransactionClientContract, change: Change): Promise<void> {
  const { by, verb, sample, before, after } = change
  const subject = { type: 'code_sample', id: sample.id, label: sample.name }
  const audit = await app.container.make(AuditLog)
  await audit.record({ by, action: `code_samples.sample.${verb}`, subject, before, after }, trx)
}

async function nextPosition(trx: TransactionClientContract): Promise<number> {
  const row: { last: number | null } = await trx.from('code_samples_samples').max('position as last').first()
  return (row.last ?? 0) + 1
}

async function keepingSlugsApart<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw formError('name', 'There is a sample with this title, or with this slug.', 'unique')
  }
}
