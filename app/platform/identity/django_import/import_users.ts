import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { advanceIds } from '../../django_import/advance_ids.js'
import { BadRow } from '../../django_import/bad_row.js'
import { refusedByDatabase } from '../../django_import/refused_by_database.js'
import { toImportedUser, type ImportedUser } from './django_user.js'
import type { DumpRow } from '../../django_import/read_dump.js'
import type { EmailAddresses } from './email_addresses.js'
import { LOST_PERMISSIONS, type GroupFinder } from './import_groups.js'
import type { ImportReport } from '../../django_import/import_report.js'
import { permissionName } from '../../django_import/references.js'
import { Taken } from './taken.js'

const BATCH = 500

/** What users are taken in with. */
export interface UserImport {
  addresses: EmailAddresses
  groupOf: GroupFinder
  report: ImportReport
}

type Candidate = ImportedUser & { row: DumpRow; isConfirmed: boolean }

/**
 * Takes users in under their ids. Who is here already stays as they are, since they may have changed something here.
 *
 * @param rows - of `users.user`
 * @param context - what they are taken in with
 * @returns those that are in the file and could be read, with their addresses
 */
export async function importUsers(rows: readonly DumpRow[], context: UserImport): Promise<ImportedUser['columns'][]> {
  const candidates: Candidate[] = []
  for (const row of rows) {
    const candidate = await candidateOf(row, context)
    if (candidate) candidates.push(candidate)
  }
  candidates.sort(byClaim)
  for (let first = 0; first < candidates.length; first += BATCH) {
    await importBatch(candidates.slice(first, first + BATCH), context)
  }
  await advanceIds('users')
  return candidates.map(({ columns }) => columns)
}

async function candidateOf(row: DumpRow, { addresses, report }: UserImport): Promise<Candidate | null> {
  try {
    const user = await toImportedUser(row.pk, row.fields)
    user.columns.email ||= addresses.primaryOf(user.columns) ?? ''
    return { ...user, row, isConfirmed: addresses.isConfirmed(user.columns) }
  } catch (error) {
    if (!(error instanceof BadRow)) throw error
    report.complain(row, 'skipped', error.message)
    return null
  }
}

/** Of two who have the same address, it goes to the one who has confirmed it, else is active, else came last. */
function byClaim(a: Candidate, b: Candidate): number {
  const claim = ({ isConfirmed, columns }: Candidate) => [isConfirmed, columns.is_active, columns.last_login_at ?? 0]
  const [first, second] = [claim(a).map(Number), claim(b).map(Number)]
  const at = first.findIndex((value, index) => value !== second[index])
  return at === -1 ? a.columns.id - b.columns.id : second[at]! - first[at]!
}

async function importBatch(batch: readonly Candidate[], context: UserImport): Promise<void> {
  const taken = await Taken.by(batch)
  const decided = batch.map((candidate) => {
    const refusal = taken.refusal(candidate.columns)
    if (refusal === null) taken.add(candidate.columns)
    return { candidate, refusal }
  })
  const fresh = decided.filter(({ refusal }) => refusal === null).map(({ candidate }) => candidate)
  try {
    await db.transaction(async (trx) => {
      if (fresh.length > 0) await trx.table('users').multiInsert(fresh.map((user) => rowOf(user, taken)))
      await addAccess(fresh, context, trx)
    })
  } catch (error) {
    return importOneByOne(batch, context, error)
  }
  for (const { candidate, refusal } of decided) tellOf(candidate, { refusal, taken, context })
}

/** A value that the database refuses costs its own row and no other. */
async function importOneByOne(batch: readonly Candidate[], context: UserImport, error: unknown): Promise<void> {
  const reason = refusedByDatabase(error)
  if (reason === null) throw error
  if (batch.length > 1) {
    for (const candidate of batch) await importBatch([candidate], context)
    return
  }
  context.report.complain(batch[0]!.row, 'skipped', reason)
}

function rowOf({ columns, isConfirmed }: Candidate, taken: Taken) {
  const email = taken.emailFor(columns)
  return { ...columns, email, email_verified_at: isConfirmed && email === columns.email ? new Date() : null }
}

async function addAccess(
  users: readonly Candidate[],
  { groupOf }: UserImport,
  trx: TransactionClientContract
): Promise<void> {
  const members = users.flatMap(({ columns, groups }) =>
    [...new Set(groups.map(groupOf))].filter((id) => id !== null).map((id) => ({ group_id: id, user_id: columns.id }))
  )
  const grants = users.flatMap(({ columns, permissions }) =>
    [...new Set(permissions.map(permissionName))]
      .filter((permission) => permission !== null)
      .map((permission) => ({ user_id: columns.id, permission }))
  )
  if (members.length > 0) await trx.table('group_members').multiInsert(members)
  if (grants.length > 0) await trx.table('user_permissions').multiInsert(grants)
}

interface Decision {
  refusal: string | null
  taken: Taken
  context: UserImport
}

function tellOf({ row, columns, ...user }: Candidate, { refusal, taken, context }: Decision): void {
  const { report, groupOf } = context
  if (refusal === 'kept') return report.note(row, 'unchanged')
  if (refusal !== null) return report.complain(row, 'skipped', refusal)
  report.note(row, 'added')
  const email = taken.emailFor(columns)
  if (email !== columns.email) {
    const why = columns.email === '' ? 'it has no address' : `${columns.email} belongs to another account`
    report.complain(row, 'altered', `${why}, so it got ${email}, to which nothing can be sent`)
  }
  if (user.lostPassword) report.complain(row, 'altered', 'its password is hashed in a way that is not read here')
  if (user.groups.some((group) => groupOf(group) === null)) {
    report.complain(row, 'altered', 'it is in a group that is not known')
  }
  if (user.permissions.some((permission) => permissionName(permission) === null)) {
    report.complain(row, 'altered', LOST_PERMISSIONS)
  }
}
