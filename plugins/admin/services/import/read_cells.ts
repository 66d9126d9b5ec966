import { DateTime } from 'luxon'
import type { AdminChoice, AdminInputField, AnyRow } from '@pydotorg/platform/admin'
import type { RawValues } from '#services/form/raw_values'
import type { FieldColumn } from '#services/import/file_fields'

const YES = ['true', 'yes', 'y', '1', 'x']
const NO = ['false', 'no', 'n', '0']

/** What a cell says, as the control of a form would hold it. */
export type ReadCell = { raw: RawValues } | { fault: string }

/**
 * @param column - of a field
 * @param cell - what stands in it
 * @param choices - that the field offers
 * @returns what the controls of its form would hold; nothing for a box of which nothing is said
 */
export function readCell({ name, field, part }: FieldColumn, cell: string, choices: readonly AdminChoice[]): ReadCell {
  const text = cell.replaceAll('\r\n', '\n')
  if (part === 'language') return { raw: text.trim() === '' ? {} : { [name]: text.trim().toLowerCase() } }
  switch (field.kind) {
    case 'boolean':
      return booleanOf(name, text.trim().toLowerCase())
    case 'choice':
      return { raw: { [name]: choiceOf(text.trim(), choices) } }
    case 'choices':
      return { raw: { [name]: listOf(text).map((one) => choiceOf(one, choices)) } }
    case 'lines':
      return { raw: { [name]: listOf(text).join('\n') } }
    case 'datetime':
      return { raw: { [name]: momentOf(text.trim()), [`${name}_zone`]: 'UTC' } }
    case 'json':
      return { raw: { [name]: jsonOf(text.trim()) } }
    default:
      return { raw: { [name]: isOneLine(field) ? text.trim() : text } }
  }
}

function booleanOf(name: string, word: string): ReadCell {
  if (word === '') return { raw: {} }
  if (YES.includes(word)) return { raw: { [name]: 'true' } }
  return NO.includes(word) ? { raw: { [name]: null } } : { fault: 'Write yes or no.' }
}

/** People write what they read; what is kept is something else. */
function choiceOf(text: string, choices: readonly AdminChoice[]): string {
  const isMeant = ({ value, label }: AdminChoice) =>
    [value, label].some((one) => one.toLowerCase() === text.toLowerCase())
  return choices.find(({ value }) => value === text)?.value ?? choices.find(isMeant)?.value ?? text
}

function listOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter(Boolean))]
}

/** As the control has it, to the second. What is no moment stays as it is, for the rule of the field. */
function momentOf(text: string): string {
  const at = DateTime.fromISO(text, { zone: 'utc' })
  if (!at.isValid) return text
  return at.toFormat(at.second === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss")
}

/** As the control has it. What is no JSON stays as it is, for the rule of the field. */
function jsonOf(text: string): string {
  try {
    return text === '' ? '' : JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function isOneLine({ kind }: AdminInputField<AnyRow>): boolean {
  return ['text', 'slug', 'number', 'date'].includes(kind)
}
