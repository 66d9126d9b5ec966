import { parsePythonInteger, pythonLiteral } from '../python_text.js'
import { fitsInteger, type SqlCondition } from '../selection.js'
import type { WireField } from '../wire_resource.js'
import { V1BadRequest } from './v1_answers.js'

/** A field that holds a value to compare with. */
export type ComparableField = Extract<WireField, { column: string }>

/** A comparison that a client asks for. */
export interface V1Comparison {
  field: ComparableField
  lookup: string
  /** As the client wrote it. */
  text: string
}

const NEVER: SqlCondition = { sql: 'false', bindings: [] }

/**
 * @param comparison - of a field with a text
 * @returns it as SQL
 * @throws V1BadRequest when the text is no value for that field
 */
export function v1Condition({ field, lookup, text }: V1Comparison): SqlCondition {
  // PostgreSQL's texts hold every character but this one.
  if (text.includes('\0')) throw mismatched()
  if (isNone(text)) return noneCondition(lookup)
  switch (lookup) {
    case 'exact':
      return exact(field, text)
    case 'contains':
      return { sql: `strpos(${field.column}, ?) > 0`, bindings: [asText(text)] }
    case 'icontains':
      // Django compares in capitals, which is not the same as in small letters for every language.
      return { sql: `strpos(upper(${field.column}), upper(?)) > 0`, bindings: [asText(text)] }
    case 'startswith':
      return { sql: `starts_with(${field.column}::text, ?)`, bindings: [asText(text)] }
    case 'in':
      return { sql: `${field.column} = any(?::integer[])`, bindings: [asIds(text)] }
    case 'isnull':
      return asBoolean(text) ? NEVER : { sql: 'true', bindings: [] }
    default:
      // As numeric, for a client's number may be larger than the column can hold.
      return { sql: `${field.column} ${ORDER_OPERATORS[lookup]} ?::numeric`, bindings: [asInteger(text)] }
  }
}

const ORDER_OPERATORS: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

function exact(field: ComparableField, text: string): SqlCondition {
  const equals = `${field.column} = ?`
  if (field.kind === 'text') return { sql: equals, bindings: [asText(text)] }
  if (field.kind === 'boolean') return { sql: `${field.column} is ${asBoolean(text)}`, bindings: [] }
  const number = asInteger(text)
  return fitsInteger(number) ? { sql: equals, bindings: [number] } : NEVER
}

/*
| tastypie turns these words into Python's values before it looks at the field; where a text is wanted, Python's
| spelling of the value remains.
*/
const TRUE = ['true', 'True']
const FALSE = ['false', 'False']
const NONE = ['nil', 'none', 'None']

function isNone(text: string): boolean {
  return NONE.includes(text)
}

/** No column holds null, so nothing equals it; any other comparison with it is none. */
function noneCondition(lookup: string): SqlCondition {
  if (lookup === 'exact') return NEVER
  throw mismatched()
}

function asText(text: string): string {
  if (TRUE.includes(text)) return 'True'
  if (FALSE.includes(text)) return 'False'
  return text
}

function asBoolean(text: string): boolean {
  if ([...TRUE, 't', '1'].includes(text)) return true
  if ([...FALSE, 'f', '0'].includes(text)) return false
  throw new V1BadRequest(`[${pythonLiteral(`“${text}” value must be either True or False.`)}]`)
}

function asInteger(text: string): number {
  if (TRUE.includes(text)) return 1
  if (FALSE.includes(text)) return 0
  const number = parsePythonInteger(text)
  if (number === null) throw mismatched()
  return number
}

function asIds(text: string): number[] {
  return text === '' ? [] : text.split(',').map(asInteger).filter(fitsInteger)
}

function mismatched(): V1BadRequest {
  return new V1BadRequest('Invalid resource lookup data provided (mismatched type).')
}
