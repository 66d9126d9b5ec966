import vine, { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import type { AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import { ruleOf } from '#services/form/field_rules'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'
import type { FieldErrors } from '#services/form/read_raw'
import { columnsOf } from '#services/list/table_facts'
import type { LucidModel } from '@adonisjs/lucid/types/model'

/** What was typed, checked. */
export interface CheckedInput {
  input: Record<string, unknown>
  errors: FieldErrors
}

/**
 * @param ctx - the request, for the words of errors
 * @param fields - those that are written
 * @param typed - what their controls held, and the record as it is
 * @returns what may be kept, and what is wrong
 */
export async function checkInput(
  ctx: HttpContext,
  fields: readonly AdminInputField<AnyRow>[],
  { raw, row, model }: { raw: RawValues; row: AnyRow | null; model: LucidModel | null }
): Promise<CheckedInput> {
  const rules: Record<string, ReturnType<typeof ruleOf>> = {}
  for (const field of fields) {
    rules[field.name] = ruleOf(field, await choicesOf(field))
    if (field.kind === 'markup') rules[`${field.name}MarkupType`] = vine.enum(field.types ?? MARKUP_TYPES)
  }
  const data = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, value === '' ? null : value]))
  for (const { kind, name } of fields) if (kind === 'boolean') data[name] = String(raw[name] === 'true')
  try {
    const input = (await ctx.request.validateUsing(vine.create(rules as never), { data })) as Record<string, unknown>
    return await settle(fields, input, { raw, row, model })
  } catch (error) {
    if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
    return { input: {}, errors: errorsOf(error) }
  }
}

/**
 * @param error - of a validator, or of `formError`
 * @returns its sentences by the names of fields
 */
export function errorsOf(error: InstanceType<typeof vineErrors.E_VALIDATION_ERROR>): FieldErrors {
  const errors: FieldErrors = {}
  for (const { field, message } of error.messages as { field: string; message: string }[]) {
    const name = field.replace(/\.\d+$/, '')
    errors[name] = [...(errors[name] ?? []), message]
  }
  return errors
}

async function choicesOf(field: AdminInputField<AnyRow>): Promise<string[]> {
  if (field.kind !== 'choice' && field.kind !== 'choices') return []
  const choices = typeof field.choices === 'function' ? await field.choices() : field.choices
  return choices.map(({ value }) => value)
}

/** Gives values the types of their columns, and looks whether what they point to is there. */
async function settle(
  fields: readonly AdminInputField<AnyRow>[],
  input: Record<string, unknown>,
  { raw, row, model }: { raw: RawValues; row: AnyRow | null; model: LucidModel | null }
): Promise<CheckedInput> {
  const columns = model ? await columnsOf(model.table) : new Map()
  const shown = row
    ? await rawValuesOf(
        fields.filter(({ kind }) => kind === 'datetime'),
        row
      )
    : {}
  const errors: FieldErrors = {}
  for (const field of fields) {
    const { name, kind } = field
    const facts = columns.get(model?.$getColumn(name)?.columnName ?? name)
    // A control holds seconds; a moment that nobody touched keeps its fractions.
    if (kind === 'datetime' && row && shown[name] === raw[name] && raw[`${name}_zone`] === 'UTC')
      input[name] = row[name]
    if (kind === 'relation' || kind === 'many') {
      const values = [input[name] ?? []].flat().map(String)
      const found = await field.lookup.labels(values)
      const isGone = values.some((value) => !found.some((one) => one.value === value))
      if (isGone) errors[name] = ['What was chosen here is gone. Choose again.']
      const numbers = values.map((value) => (/^\d+$/.test(value) ? Number(value) : value))
      input[name] = kind === 'many' ? numbers : (numbers[0] ?? null)
    }
    if (kind === 'lines') input[name] ??= []
    const isText = facts && /^(text|character)/.test(facts.type)
    if (input[name] === null && isText && !facts.isNullable) input[name] = ''
    if (kind === 'slug' && !input[name]) delete input[name]
  }
  return { input, errors }
}
