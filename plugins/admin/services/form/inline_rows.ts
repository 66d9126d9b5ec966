import type { HttpContext } from '@adonisjs/core/http'
import type { AdminInline, AdminInlineRow, AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import { checkInput } from '#services/form/check_input'
import { rawOfBody, type FieldErrors } from '#services/form/read_raw'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'

/** A row of an inline as its controls hold it. */
export interface RawInlineRow {
  id: number | null
  isDeleted: boolean
  raw: RawValues
  /** As it is kept; null for a new one. */
  row: AnyRow | null
  errors: FieldErrors
}

/**
 * @param inline - an inline
 * @returns its fields that are written; files belong to records, not to rows of them
 */
export function inlineFields({ fields }: AdminInline): AdminInputField<AnyRow>[] {
  return fields.filter((field) => field.kind !== 'computed' && field.readOnly !== true) as AdminInputField<AnyRow>[]
}

/**
 * @param inline - an inline
 * @param row - the record; null for a new one
 * @returns its rows as they are kept
 */
export async function keptRows(inline: AdminInline, row: AnyRow | null): Promise<RawInlineRow[]> {
  if (!row) return []
  const { model, foreignKey, orderBy, max } = inline
  const query = model.query().where(foreignKey, row.$primaryKeyValue as number)
  if (orderBy) query.orderBy(orderBy)
  const rows = (await query.orderBy(model.primaryKey).limit(Math.max(max, 200))) as AnyRow[]
  return Promise.all(
    rows.map(async (kept) => ({
      id: Number(kept.$primaryKeyValue),
      isDeleted: false,
      raw: await rawValuesOf(inlineFields(inline), kept),
      row: kept,
      errors: {},
    }))
  )
}

/**
 * @param inline - an inline
 * @param body - what was sent
 * @param kept - its rows as they are
 * @returns its rows as they were sent; new ones that were left empty are not there
 */
export function sentRows(inline: AdminInline, body: Record<string, unknown>, kept: RawInlineRow[]): RawInlineRow[] {
  const sent = Object.values((body.inlines as Record<string, object> | undefined)?.[inline.name] ?? {})
  const fields = inlineFields(inline)
  const rows = sent.slice(0, inline.max + kept.length + 1).map((one: Record<string, unknown>) => {
    const known = kept.find(({ id }) => id === Number(one.id)) ?? null
    const raw = Object.assign({}, ...fields.map((field) => rawOfBody(field, one))) as RawValues
    const isDeleted = Boolean(one.deleted) && inline.mayDelete !== false
    return { id: known?.id ?? null, isDeleted, raw, row: known?.row ?? null, errors: {} }
  })
  return rows.filter(({ id, raw }) => id !== null || (inline.mayAdd !== false && isFilled(raw)))
}

/**
 * @param ctx - the request
 * @param inline - an inline
 * @param rows - as they were sent; errors are noted in them
 * @returns the rows as they are to be; null when something is wrong
 */
export async function checkRows(
  ctx: HttpContext,
  inline: AdminInline,
  rows: RawInlineRow[]
): Promise<AdminInlineRow[] | null> {
  const checked: AdminInlineRow[] = []
  for (const one of rows) {
    if (one.isDeleted) {
      if (one.id !== null) checked.push({ id: one.id, isDeleted: true, input: {} })
      continue
    }
    const { raw, row } = one
    const { input, errors } = await checkInput(ctx, inlineFields(inline), { raw, row, model: inline.model })
    one.errors = errors
    checked.push({ id: one.id, isDeleted: false, input })
  }
  const tooMany = checked.filter(({ isDeleted }) => !isDeleted).length > inline.max
  const last = rows.at(-1)
  if (tooMany && last) last.errors._row = [`There can be at most ${inline.max}. Take some away.`]
  return rows.some(({ errors }) => Object.keys(errors).length > 0) ? null : checked
}

function isFilled(raw: RawValues): boolean {
  return Object.entries(raw).some(([name, value]) => {
    if (name.endsWith('MarkupType') || name.endsWith('_zone')) return false
    return Array.isArray(value) ? value.length > 0 : Boolean(value) && value !== 'true'
  })
}
