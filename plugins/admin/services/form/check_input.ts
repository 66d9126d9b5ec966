import vine, { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import { MediaDocument, MediaImage } from '@pydotorg/platform/media'
import type { AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import { FieldChoices } from '#services/form/field_choices'
import { ruleOf } from '#services/form/field_rules'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'
import type { FieldErrors } from '#services/form/read_raw'
import { columnsOf } from '#services/list/table_facts'
import type { LucidModel } from '@adonisjs/lucid/types/model'

const NUL = 'A character in it cannot be kept (NUL, of code 0). Take it out.'

/** What the controls of a row held, and the row as it is. */
interface Typed {
  raw: RawValues
  row: AnyRow | null
  /** Null where nothing is kept, as with what an action asks. */
  model: LucidModel | null
  /** Of all rows that are checked together. */
  choices?: FieldChoices
}

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
  { raw, row, model, choices = new FieldChoices([{ raw, row }]) }: Typed
): Promise<CheckedInput> {
  const rules: Record<string, ReturnType<typeof ruleOf>> = {}
  for (const field of fields) {
    const offered = await choices.of(field)
    rules[field.name] = ruleOf(
      field,
      offered.map(({ value }) => value)
    )
    if (field.kind === 'markup') rules[`${field.name}MarkupType`] = vine.enum(field.types ?? MARKUP_TYPES)
  }
  const refused = nulErrors(raw)
  const data = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, value === '' ? null : value]))
  if (Object.keys(refused).length > 0) return { input: {}, errors: refused }
  for (const { kind, name } of fields) if (kind === 'boolean') data[name] = String(raw[name] === 'true')
  try {
    const input = (await ctx.request.validateUsing(vine.create(rules as never), { data })) as Record<string, unknown>
    return await settle(fields, input, { raw, row, model, choices })
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

/** PostgreSQL keeps every character in a text but this one. */
function nulErrors(raw: RawValues): FieldErrors {
  const names = Object.keys(raw).filter((name) => [raw[name] ?? ''].flat().some((text) => text.includes('\0')))
  return Object.fromEntries(names.map((name) => [name, [NUL]]))
}

/** Gives values the types of their columns, and looks whether what they point to is there. */
async function settle(
  fields: readonly AdminInputField<AnyRow>[],
  input: Record<string, unknown>,
  { raw, row, model, choices }: Typed & { choices: FieldChoices }
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
      const found = await choices.labels(field, values)
      const isLost = values.some((value) => !found.some((one) => one.value === value))
      if (isLost) errors[name] = ['What was chosen here is gone. Choose again.']
      const numbers = values.map((value) => (/^\d+$/.test(value) ? Number(value) : value))
      input[name] = kind === 'many' ? numbers : (numbers[0] ?? null)
    }
    if ((kind === 'image' || kind === 'file') && (await isGone(kind, input[name], row?.[name]))) {
      errors[name] = ['What was uploaded here is gone. Upload it again.']
    }
    if (kind === 'lines') input[name] ??= []
    const isText = facts && /^(text|character)/.test(facts.type)
    if (input[name] === null && isText && !facts.isNullable) input[name] = ''
    if (kind === 'slug' && !input[name]) delete input[name]
  }
  return { input, errors }
}

/** What the record has already is there: a foreign key says so. */
async function isGone(kind: 'image' | 'file', id: unknown, kept: unknown): Promise<boolean> {
  if (!id || id === kept) return false
  return (await (kind === 'image' ? MediaImage : MediaDocument).find(Number(id))) === null
}
