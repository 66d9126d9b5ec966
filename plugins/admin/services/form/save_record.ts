import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import {
  AdminRefusal,
  type AdminInlineRow,
  type AdminResource,
  type AdminSave,
  type AnyRow,
} from '@pydotorg/platform/admin'
import { userOf } from '#services/records'

const UNIQUE_VIOLATION = '23505'

/**
 * Saves by the resource's own service, or else by one transaction with an entry in the audit log.
 *
 * @param resource - a resource
 * @param save - what was typed
 * @returns the record as it is now
 * @throws what the service throws; E_VALIDATION_ERROR for a value that another record has
 */
export async function saveRecord(resource: AdminResource, save: AdminSave<AnyRow>): Promise<AnyRow> {
  await resource.validate?.(save)
  if (resource.save) return resource.save(save)
  try {
    const row = await db.transaction((trx) => write(resource, save, trx))
    await resource.changed?.(row, save.ctx)
    return row
  } catch (error) {
    throw uniqueError(resource, error)
  }
}

async function write(
  resource: AdminResource,
  save: AdminSave<AnyRow>,
  trx: TransactionClientContract
): Promise<AnyRow> {
  const { model, subject, key } = resource
  const { ctx, input } = save
  const many = manyOf(resource, input)
  const row = save.row ? await lockedRow(resource, save.row, trx) : (new model() as AnyRow)
  const before = save.row ? { ...row.$original, ...(await idsOf(row, Object.keys(many))) } : null
  const fields = Object.entries(input).filter(([name]) => !(name in many))
  row.merge(Object.fromEntries(fields))
  stamp(row, userOf(ctx).id)
  await row.useTransaction(trx).save()
  for (const [name, ids] of Object.entries(many)) await row.related(name as never)['sync'](ids as never)
  const inlines = await writeInlines(resource, row, save.inlines)
  const after = { ...row.$attributes, ...many, ...inlines }
  const audit = await app.container.make(AuditLog)
  const action = `${key.split('.')[0]!}.${subject}.${save.row ? 'update' : 'create'}` as const
  const about = { type: subject, id: row.$primaryKeyValue as number, label: resource.label(row) }
  await audit.record({ by: ctx, action, subject: about, before, after }, trx)
  return row
}

async function lockedRow({ model }: AdminResource, row: AnyRow, trx: TransactionClientContract): Promise<AnyRow> {
  const query = model.query({ client: trx }).where(model.primaryKey, row.$primaryKeyValue as number)
  const locked = (await query.forUpdate().firstOrFail()) as AnyRow
  if (String(locked.updatedAt) !== String(row.updatedAt)) {
    throw new AdminRefusal('Somebody saved this record at the same moment. Save again to see what they changed.')
  }
  return locked
}

function manyOf({ form }: AdminResource, input: Record<string, unknown>): Record<string, number[]> {
  const fields = form?.fieldsets.flatMap(({ fields: all }) => all) ?? []
  const names = fields.filter(({ kind, name }) => kind === 'many' && name in input).map(({ name }) => name)
  return Object.fromEntries(names.map((name) => [name, input[name] as number[]]))
}

async function idsOf(row: AnyRow, names: readonly string[]): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {}
  for (const name of names) {
    const related = (await row.related(name as never).query()) as unknown as AnyRow[]
    found[name] = related.map(({ $primaryKeyValue }) => Number($primaryKeyValue)).sort((a, b) => a - b)
  }
  return found
}

/** Who made it and who changed it last, where the model keeps that. */
function stamp(row: AnyRow, userId: number): void {
  const model = row.constructor as AdminResource['model']
  if (model.$hasColumn('creatorId') && !row.$isPersisted) row.creatorId ??= userId
  if (model.$hasColumn('lastModifiedById')) row.lastModifiedById = userId
}

async function writeInlines(
  { form }: AdminResource,
  row: AnyRow,
  inlines: Readonly<Record<string, readonly AdminInlineRow[]>>
): Promise<Record<string, unknown>> {
  const written: Record<string, unknown> = {}
  for (const { name, model, foreignKey } of form?.inlines ?? []) {
    const rows = inlines[name] ?? []
    for (const { id, isDeleted, input } of rows) {
      const kept =
        id === null
          ? null
          : await model
              .query({ client: row.$trx })
              .where({ [model.primaryKey]: id, [foreignKey]: row.$primaryKeyValue })
              .first()
      if (isDeleted) await kept?.delete()
      else
        await (kept ?? new model())
          .useTransaction(row.$trx!)
          .merge({ ...input, [foreignKey]: row.$primaryKeyValue } as never)
          .save()
    }
    if (rows.length > 0)
      written[name] = rows.map(({ id, isDeleted, input }) => ({ id, ...(isDeleted ? { isDeleted } : input) }))
  }
  return written
}

/** The database decides between two who write the same at once. */
function uniqueError({ form }: AdminResource, error: unknown): unknown {
  const { code, detail = '' } = error as { code?: string; detail?: string }
  if (code !== UNIQUE_VIOLATION) return error
  const names = form?.fieldsets.flatMap(({ fields }) => fields).map(({ name }) => name) ?? []
  const columns = /\(([^)=]+)\)=/.exec(detail)?.[1] ?? ''
  const field = names.find((name) => columns.includes(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)))
  return formError(field ?? names[0] ?? '_form', 'Another record has this already.', 'unique')
}
