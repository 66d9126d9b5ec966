import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import { MediaDocument, MediaImage } from '@pydotorg/platform/media'
import type { AdminChoice, AdminField, AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import { cellOf, headingOf, type Cell } from '#services/list/cells'
import type { FieldChoices } from '#services/form/field_choices'
import { isWritten, type FormOf } from '#services/form/form_fields'
import type { RawValues } from '#services/form/raw_values'
import type { FieldErrors } from '#services/form/read_raw'

/** So many related rows are all offered at once; more are looked for. */
const OFFERED = 50

/** A field as its template shows it. */
export interface FieldView {
  kind: AdminField<AnyRow>['kind'] | 'shown'
  name: string
  /** In HTML. */
  id: string
  /** Its name in HTML. */
  path: string
  /** The row of an inline that it belongs to; null for a field of the record. */
  row: { inline: string; index: number } | null
  /** @returns the name in HTML of another control of the same row */
  pathOf: (name: string) => string
  label: string
  help?: string
  required: boolean
  errors: string[]
  value: string
  values: string[]
  field: AdminField<AnyRow>
  choices: readonly AdminChoice[]
  /** What is looked for among related rows; null when all are offered. */
  looked: string | null
  /** Language of a markup field, zone of a moment. */
  beside: string
  image: MediaImage | null
  document: MediaDocument | null
  cell: Cell | null
  href: string | null
}

/** What a form knows of the controls of one field. */
export interface ControlState {
  raw: RawValues
  errors: FieldErrors
  choices: FieldChoices
  /** What is looked for, by the id of the field. */
  looked: Readonly<Record<string, string>>
  /** In front of names in HTML: `inlines[links][0]`, or nothing. */
  prefix: string
}

/**
 * @param form - what it is about
 * @param field - one of its fields
 * @param state - what its controls hold
 * @returns what the template shows
 */
export async function fieldView(form: FormOf, field: AdminField<AnyRow>, state: ControlState): Promise<FieldView> {
  const { raw, errors, prefix } = state
  const { name, help } = field
  const value = raw[name]
  const pathOf = (other: string) => (prefix ? `${prefix}[${other}]` : other)
  const view: FieldView = {
    ...{ kind: field.kind, name, label: headingOf(field), help, field, errors: errors[name] ?? [] },
    ...{ id: controlId(pathOf(name)), path: pathOf(name), pathOf, row: rowOf(prefix) },
    required: field.kind !== 'computed' && Boolean(field.required),
    value: typeof value === 'string' ? value : '',
    values: Array.isArray(value) ? value : [],
    ...{ choices: [], looked: null, image: null, document: null, cell: null, href: null, beside: '' },
  }
  if (field.kind === 'computed') return { ...view, kind: 'shown', ...(await computed(field, form.row!)) }
  if (!isWritten(form, field)) return { ...view, kind: 'shown', cell: await shown(field, form.row, state.choices) }
  return { ...view, ...(await controlOf(field, view, state)) }
}

/**
 * @param path - name of a control in HTML
 * @returns its id
 */
export function controlId(path: string): string {
  return path.replace(/[^\w]+/g, '-').replace(/-$/, '')
}

function rowOf(prefix: string): FieldView['row'] {
  const [, inline, index] = /^inlines\[(\w+)\]\[(\d+)\]$/.exec(prefix) ?? []
  return inline ? { inline, index: Number(index) } : null
}

async function controlOf(
  field: AdminInputField<AnyRow>,
  { id, value, values }: FieldView,
  { raw, looked, choices }: ControlState
): Promise<Partial<FieldView>> {
  const { name } = field
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return { choices: await choices.of(field) }
    case 'relation':
    case 'many':
      return related(field, {
        chosen: field.kind === 'many' ? values : value ? [value] : [],
        looked: looked[id],
        choices,
      })
    case 'markup':
      return {
        beside: String(raw[`${name}MarkupType`] || 'markdown'),
        choices: (field.types ?? MARKUP_TYPES).map((type) => ({ value: type, label: type })),
      }
    case 'datetime':
      return { beside: String(raw[`${name}_zone`] || 'UTC') }
    case 'image':
      return { image: value ? await MediaImage.find(Number(value)) : null }
    case 'file':
      return { document: value ? await MediaDocument.find(Number(value)) : null }
    default:
      return {}
  }
}

async function related(
  field: AdminInputField<AnyRow> & { kind: 'relation' | 'many' },
  { chosen, looked, choices }: { chosen: readonly string[]; looked: string | undefined; choices: FieldChoices }
): Promise<Partial<FieldView>> {
  const found = await choices.found(field, looked ?? '', OFFERED + 1)
  const isSmall = looked === undefined && found.length <= OFFERED
  const missing = chosen.filter((one) => !found.some(({ value }) => value === one))
  const kept = await choices.labels(field, missing)
  if (isSmall) return { choices: [...kept, ...found], looked: null }
  const offered = looked === undefined ? found.filter(({ value }) => chosen.includes(value)) : found.slice(0, OFFERED)
  return { choices: [...kept, ...offered], looked: looked ?? '' }
}

async function computed(
  { name, value, href }: AdminField<AnyRow> & { kind: 'computed' },
  row: AnyRow
): Promise<Partial<FieldView>> {
  const shownValue = await value(row)
  return { cell: cellOf({ kind: 'computed', name, value: () => shownValue }, row), href: href?.(row) ?? null }
}

async function shown(field: AdminInputField<AnyRow>, row: AnyRow | null, choices: FieldChoices): Promise<Cell | null> {
  if (!row) return null
  const { name, kind } = field
  if (kind === 'relation') {
    const [choice] = row[name] === null ? [] : await choices.labels(field, [String(row[name])])
    return { kind: 'text', text: choice?.label ?? '' }
  }
  if (kind === 'many') {
    const ids = field.read ? await field.read(row) : []
    return { kind: 'text', text: (await field.lookup.labels(ids.map(String))).map(({ label }) => label).join(', ') }
  }
  if (kind === 'lines') return { kind: 'text', text: [row[name] ?? []].flat().join(', ') }
  if (kind === 'image') return { kind: 'image', text: '', image: (await field.image?.(row)) ?? null }
  if (kind === 'choice') {
    const choice = (await choices.of(field)).find(({ value }) => value === row[name])
    return { kind: 'text', text: choice?.label ?? String(row[name] ?? '') }
  }
  const isPlain = kind === 'boolean' || kind === 'date' || kind === 'datetime'
  return cellOf({ name, kind: isPlain ? kind : 'text' }, row)
}
