import app from '@adonisjs/core/services/app'
import { HttpContext } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog, auditOrigin, type AuditAction } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import type ReleaseFile from '#models/release_file'

/** A row that staff write by hand. */
type Row = OperatingSystem | Release | ReleaseFile

const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'

/**
 * Saves a row and notes it, as the API does: under the same names, so that a row's history has both. A row that nobody
 * changed is left alone.
 *
 * @param by - who does it
 * @param row - with its new values
 * @param trx - keeps both or neither
 */
export async function saveRecorded(by: Author, row: Row, trx: TransactionClientContract): Promise<void> {
  const before = row.$isPersisted ? { ...row.$original } : null
  if (before && !row.$isDirty) return
  const person = originOf(by).actor.id
  row.lastModifiedById = person
  if (!before) row.creatorId = person
  await row.useTransaction(trx).save()
  await note({ by, row, verb: before ? 'update' : 'create', before, after: { ...row.$attributes } }, trx)
}

/**
 * Takes a row away for good and notes what it was.
 *
 * @param by - who does it
 * @param row - locked in the transaction
 * @param trx - keeps both or neither
 */
export async function deleteRecorded(by: Author, row: Row, trx: TransactionClientContract): Promise<void> {
  const before = { ...row.$attributes }
  await row.useTransaction(trx).delete()
  await note({ by, row, verb: 'delete', before, after: null }, trx)
}

interface Noted {
  by: Author
  row: Row
  verb: 'create' | 'update' | 'delete'
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

async function note({ by, row, verb, before, after }: Noted, trx: TransactionClientContract): Promise<void> {
  const type = subjectTypeOf(row)
  const audit = await app.container.make(AuditLog)
  const action: AuditAction = `downloads.${type}.${verb}`
  await audit.record({ by, action, subject: { type, id: row.id, label: row.name }, before, after }, trx)
}

/** As the API calls them. */
function subjectTypeOf(row: Row): string {
  if (row instanceof Release) return 'release'
  return row instanceof OperatingSystem ? 'os' : 'release_file'
}

function originOf(by: Author) {
  return by instanceof HttpContext ? auditOrigin(by) : by
}

/**
 * The database decides between two who write the same at once.
 *
 * @param error - whatever a save threw
 * @param sentences - what to say, by the field that is wrong; a field is meant when its column is among those of the
 *   constraint
 * @returns an error beside that field; the same error when it is something else
 */
export function constraintError(error: unknown, sentences: Readonly<Record<string, string>>): unknown {
  const { code, detail = '' } = error as { code?: string; detail?: string }
  if (code !== UNIQUE_VIOLATION && code !== FOREIGN_KEY_VIOLATION) return error
  const columns = /^Key \(([\w, ]+)\)=/.exec(detail)?.[1]?.split(', ') ?? []
  const field = Object.keys(sentences).find((name) => columns.includes(columnName(name)))
  return field === undefined ? error : formError(field, sentences[field]!, 'unique')
}

function columnName(attribute: string): string {
  return attribute.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
