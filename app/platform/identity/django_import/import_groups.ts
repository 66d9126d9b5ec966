import db from '@adonisjs/lucid/services/db'
import type { DumpRow } from '../../django_import/read_dump.js'
import type { ImportReport } from '../../django_import/import_report.js'
import { naturalName, permissionName } from '../../django_import/references.js'

/** Finds a group by what rows of users call it. */
export type GroupFinder = (reference: unknown) => number | null

/**
 * Takes groups in by their names; one that is here already gets the permissions that it lacks.
 *
 * @param rows - of `auth.group`
 * @param report - is told of each
 * @returns finds groups, also those that were here
 */
export async function importGroups(rows: readonly DumpRow[], report: ImportReport): Promise<GroupFinder> {
  const byPk = new Map<unknown, string>()
  for (const row of rows) {
    const { name, permissions } = row.fields
    if (typeof name !== 'string' || name === '' || name.length > 150) {
      report.complain(row, 'skipped', 'its name is no text of 1 to 150 characters')
      continue
    }
    byPk.set(row.pk, name)
    await importGroup(row, { name, permissions: Array.isArray(permissions) ? permissions : [] }, report)
  }
  const groups: { id: number; name: string }[] = await db.from('groups').select('id', 'name')
  const idOf = new Map(groups.map(({ id, name }) => [name, id]))
  return (reference) => {
    const name = naturalName(reference) ?? byPk.get(reference)
    return (name !== undefined && idOf.get(name)) || null
  }
}

async function importGroup(
  row: DumpRow,
  { name, permissions }: { name: string; permissions: readonly unknown[] },
  report: ImportReport
): Promise<void> {
  const names = permissions.map(permissionName)
  await db.transaction(async (trx) => {
    const added = await trx.table('groups').insert({ name }).onConflict('name').ignore().returning('id')
    report.note(row, added.length > 0 ? 'added' : 'unchanged')
    const { id } = await trx.from('groups').where('name', name).select('id').firstOrFail()
    const granted = names.filter((permission) => permission !== null)
    const grants = [...new Set(granted)].map((permission) => ({ group_id: id, permission }))
    if (grants.length > 0) await trx.table('group_permissions').multiInsert(grants).onConflict().ignore()
  })
  if (names.includes(null)) report.complain(row, 'altered', LOST_PERMISSIONS)
}

/** Ids of permissions mean nothing outside the database that they are from. */
export const LOST_PERMISSIONS = 'it lost permissions; dump with --natural-foreign, so that they have names'
