import type { HttpContext } from '@adonisjs/core/http'
import type { AdminInline, AdminInlineRow, AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import { checkInput } from '#services/form/check_input'
import { FieldChoices } from '#services/form/field_choices'
import { rawOfBody, type FieldErrors } from '#services/form/read_raw'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'

/** A row of an inline as its controls hold it. */
export interface RawInlineRow {
  id: number | null
  /** The id that the form named, also when there is no such row any more. */
  sentId?: number | null
  isDeleted: boolean
  raw: RawValues
  /** As it is kept; null for a new one. */
  row: AnyRow | null
  errors: FieldErrors
}

/** Rows of inlines by their names. */
export type RawInlines = Readonly<Record<string, RawInlineRow[]>>

/**
 * @param inline - an inline
 * @returns its fields that are written; files belong to records, not to rows of them
 */
export function inlineFields({ fields }: AdminInline): AdminInputField<AnyRow>[] {
  return fields.filter((field) => field.kind !== 'computed' && field.readOnly !== true) as AdminInputField<AnyRow>[]
}

/**
 * @param inline - an inline
 * @returns a row of it that nobody has filled
 */
export async function newRow(inline: AdminInline): Promise<RawInlineRow> {
  return { id: null, isDeleted: false, raw: await rawValuesOf(inlineFields(inline), null), row: null, errors: {} }
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
 * @param kept - its rows as they are, and whether new ones that were left empty stay: while somebody looks for
 *   something in one
 * @returns its rows as they were sent
 */
export async function sentRows(
  inline: AdminInline,
  body: Record<string, unknown>,
  { kept, keepsEmpty }: { kept: RawInlineRow[]; keepsEmpty: boolean }
): Promise<RawInlineRow[]> {
  const sent = Object.values((body.inlines as Record<string, object> | undefined)?.[inline.name] ?? {})
  const fields = inlineFields(inline)
  const { raw: empty } = await newRow(inline)
  const rows = sent.slice(0, inline.max + kept.length + 1).map((one: Record<string, unknown>) => {
    const known = kept.find(({ id }) => id === Number(one.id)) ?? null
    const raw = Object.assign({}, ...fields.map((field) => rawOfBody(field, one))) as RawValues
    const isDeleted = Boolean(one.deleted) && inline.mayDelete !== false
    const sentId = Number(one.id) || null
    return { id: known?.id ?? null, sentId, isDeleted, raw, row: known?.row ?? null, errors: {} }
  })
  const mayAdd = inline.mayAdd !== false
  return rows.filter(({ id, sentId, raw }) => id !== null || (mayAdd && (keepsEmpty || sentId || isFilled(raw, empty))))
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
  const choices = new FieldChoices(rows)
  for (const one of rows) {
    if (one.isDeleted) {
      if (one.id !== null) checked.push({ id: one.id, isDeleted: true, input: {} })
      continue
    }
    const { raw, row } = one
    const typed = { raw, row, model: inline.model, choices }
    const { input, errors } = await checkInput(ctx, inlineFields(inline), typed)
    one.errors = errors
    checked.push({ id: one.id, isDeleted: false, input })
  }
  const tooMany = checked.filter(({ isDeleted }) => !isDeleted).length > inline.max
  const last = rows.at(-1)
  if (tooMany && last) last.errors._row = [`There can be at most ${inline.max}. Take some away.`]
  return rows.some(({ errors }) => Object.keys(errors).length > 0) ? null : checked
}

/** A box that is ticked fills no row: it may be so from the beginning. */
function isFilled(raw: RawValues, empty: RawValues): boolean {
  return Object.entries(raw).some(([name, value]) => {
    if (name.endsWith('MarkupType') || name.endsWith('_zone') || value === 'true') return false
    return value !== null && value.length > 0 && String(value) !== String(empty[name])
  })
}
