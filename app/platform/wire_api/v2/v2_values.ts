import type { WireField, WireResource } from '../wire_resource.js'
import type { ReadValues } from '../write/save_row.js'
import type { WireValue, WireWrites, WriteField } from '../write/wire_writes.js'
import type { V2Body } from './v2_body.js'
import { fieldValue } from './v2_field_values.js'

/** Whether fields that are not sent keep what the row has. */
export type V2Extent = 'whole' | 'part'

/** Where a value is looked for. */
interface Search {
  name: string
  field: WireField
  rule: WriteField
  body: V2Body
  extent: V2Extent
}

/**
 * Reads a body by the rules of Django REST framework.
 *
 * @param resource - that is written to, with its rules
 * @param body - what the client sent
 * @param extent - `part` for PATCH: nothing is required then
 * @returns values, and what is wrong with single fields
 */
export function v2Values(
  { fields, write }: WireResource & { write: WireWrites },
  body: V2Body,
  extent: V2Extent
): ReadValues {
  const values: Record<string, WireValue> = {}
  const faults: Record<string, readonly string[]> = {}
  for (const [name, rule] of Object.entries(write.fields)) {
    const field = fields[name]!
    const given = givenFor({ name, field, rule, body, extent })
    if (given === undefined) {
      if (extent === 'whole' && isRequired(field, rule)) faults[name] = ['This field is required.']
      continue
    }
    const read = fieldValue(field, rule, given)
    if ('faults' in read) faults[name] = read.faults
    else values[name] = read.value
  }
  return { values, faults }
}

function isRequired(field: WireField, rule: WriteField): boolean {
  return field.kind !== 'elsewhere' && !rule.orNow && 'fallback' in field === false
}

/** What was sent for a field; undefined when nothing was. */
function givenFor({ name, field, rule, body, extent }: Search): unknown {
  const given = Object.hasOwn(body.values, name) ? body.values[name] : undefined
  if (body.kind === 'json') return given
  // A browser sends nothing for a box that is not ticked, and an empty text for a field that is not filled in.
  if (given === undefined) return field.kind === 'boolean' && extent === 'whole' ? false : undefined
  const isLeftEmpty = given === '' && !isRequired(field, rule) && field.kind !== 'boolean'
  if (!isLeftEmpty || takesBlank(field)) return given
  return rule.addressOf ? null : undefined
}

function takesBlank(field: WireField): boolean {
  return field.kind === 'text' && field.fallback === ''
}
