import { slugify } from '../../models/slug.js'
import { parsePythonInteger, pythonLiteral } from '../python_text.js'
import { pythonShown } from '../python_values.js'
import { v2Moment } from '../v2/v2_moment.js'
import type { WireField, WireResource } from '../wire_resource.js'
import type { ReadValues } from '../write/save_row.js'
import { textFaults } from '../write/text_faults.js'
import type { WireValue, WireWrites, WriteField } from '../write/wire_writes.js'
import { V1BadRequest } from './v1_answers.js'
import type { V1Body } from './v1_body.js'
import { v1RelatedId } from './v1_related.js'

/** A field that is being read. */
interface Reading {
  name: string
  field: WireField
  rule: WriteField
  body: V1Body
}

/**
 * Reads a body as tastypie does, which takes much for a value: numbers for texts, texts for numbers. What python.org
 * stores unseen or fails on is refused here.
 *
 * @param resource - that is written to
 * @param writes - its rules
 * @param body - what the client sent
 * @returns values, and what is wrong with single fields
 * @throws V1BadRequest for the first value that is none
 */
export function v1Values(resource: WireResource, writes: WireWrites, body: V1Body): ReadValues {
  const values: Record<string, WireValue> = {}
  const faults: Record<string, readonly string[]> = {}
  for (const [name, rule] of relationsFirst(resource, writes)) {
    const reading = { name, field: resource.fields[name]!, rule, body }
    const value = valueOf(reading)
    const wrong = faultsOf(reading, value)
    if (wrong.length > 0) faults[name] = wrong
    else if (value !== undefined) values[name] = value
  }
  return { values, faults }
}

/** Behaviour kept from tastypie: of several values that are none, a relation is told first. */
function relationsFirst({ fields }: WireResource, writes: WireWrites): [string, WriteField][] {
  const isRelation = ([name, rule]: [string, WriteField]) => fields[name]!.kind === 'related' || rule.addressOf
  const entries = Object.entries(writes.fields)
  return [...entries.filter(isRelation), ...entries.filter((entry) => !isRelation(entry))]
}

/** The value; undefined when the row's own default counts. */
function valueOf(reading: Reading): WireValue | undefined {
  const { name, field, rule, body } = reading
  const given = Object.hasOwn(body, name) ? body[name] : undefined
  if (field.kind === 'related' || rule.addressOf) return v1RelatedId(name, field, { rule, given })
  if (rule.slugOf && isNothing(given)) return slugify(asText(rule.slugOf, body[rule.slugOf] ?? ''))
  if (given === undefined || given === null) return undefined
  if (field.kind === 'integer') return asInteger(name, given)
  if (field.kind === 'boolean') return asBoolean(given)
  if (field.kind === 'moment') return asMoment(name, given)
  return asText(name, given)
}

function isNothing(given: unknown): boolean {
  return given === undefined || given === null || given === ''
}

function faultsOf({ name, field, rule, body }: Reading, value: WireValue | undefined): string[] {
  if (field.kind === 'text') {
    if (field.fallback === undefined && isBlank(value))
      return [Object.hasOwn(body, name) || rule.slugOf ? BLANK : REQUIRED]
    return typeof value === 'string' && value !== '' ? textFaults(rule, value) : []
  }
  if (field.kind !== 'integer' || value === undefined) return []
  const number = Number(value)
  if (field.choices && !field.choices.includes(number)) return [`Value ${number} is not a valid choice.`]
  if (rule.least !== undefined && number < rule.least) {
    return [`Ensure this value is greater than or equal to ${rule.least}.`]
  }
  return []
}

const REQUIRED = 'This field is required.'
const BLANK = 'This field may not be blank.'

function isBlank(value: WireValue | undefined): boolean {
  return value === undefined || value === null || String(value).trim() === ''
}

function asText(name: string, given: unknown): string {
  if (typeof given === 'string') return given
  if (typeof given === 'object') throw new V1BadRequest(`The '${name}' field must be a string: ${pythonShown(given)}`)
  return pythonShown(given)
}

function asInteger(name: string, given: unknown): number {
  const number = typeof given === 'string' ? parsePythonInteger(given) : asNumber(given)
  if (number !== null && Number.isSafeInteger(number)) return number
  throw new V1BadRequest(`Field '${name}' expected a number but got ${pythonShown(given)}.`)
}

/** Python counts with True and False, and int() cuts what follows the point. */
function asNumber(given: unknown): number | null {
  if (typeof given === 'boolean') return given ? 1 : 0
  return typeof given === 'number' ? Math.trunc(given) : null
}

/** Django's words for the two in a text; any other case of them is none. */
const TRUE: readonly unknown[] = [true, 1, 't', 'True', '1']
const FALSE: readonly unknown[] = [false, 0, 'f', 'False', '0']

function asBoolean(given: unknown): boolean {
  if (TRUE.includes(given)) return true
  if (FALSE.includes(given)) return false
  const shown = typeof given === 'string' ? given : pythonShown(given)
  throw new V1BadRequest(`[${pythonLiteral(`“${shown}” value must be either True or False.`)}]`)
}

function asMoment(name: string, given: unknown): string {
  const subject = `Datetime provided to '${name}' field`
  if (typeof given !== 'string') throw new V1BadRequest(`${subject} must be a string: ${pythonShown(given)}`)
  const moment = v2Moment(given)
  if (moment !== null) return moment
  throw new V1BadRequest(`${subject} doesn't appear to be a valid datetime string: ${pythonLiteral(given)}`)
}
