import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { DateTime, IANAZone } from 'luxon'
import type { AdminInputField, AnyRow } from '@pydotorg/platform/admin'

type LinesOf = Pick<AdminInputField<AnyRow> & { kind: 'lines' }, 'maxLength' | 'max' | 'pattern'>

const DEEPEST_JSON = 100

const day = vine.createRule((value, _options, field) => {
  const read = DateTime.fromISO(String(value), { zone: 'utc' })
  if (!/^\d{4}-\d\d-\d\d$/.test(String(value)) || !read.isValid) {
    return field.report('Write the day as 2025-10-07.', 'day', field)
  }
  field.mutate(read, field)
})

const moment = vine.createRule((value, _options, field) => {
  const zone = String(field.data[`${String(field.name)}_zone`] ?? 'UTC')
  if (!IANAZone.isValidZone(zone)) return field.report('Choose a time zone of the list.', 'zone', field)
  const read = DateTime.fromISO(String(value), { zone })
  if (!read.isValid) return field.report('Write day and time as 2025-10-07T14:30.', 'moment', field)
  field.mutate(read.toUTC(), field)
})

const json = vine.createRule((value, _options, field) => {
  try {
    const read: unknown = JSON.parse(String(value))
    if (!isKept(read)) field.report('A character in it cannot be kept, or it is nested too deep.', 'json', field)
    field.mutate(read, field)
  } catch (error) {
    field.report(`This is no JSON: ${(error as Error).message}`, 'json', field)
  }
})

const lines = vine.createRule((value, { maxLength = 255, max = 100, pattern }: LinesOf, field) => {
  const read = linesOf(String(value))
  if (read.length > max) return field.report(`Write at most ${max} lines.`, 'lines', field)
  if (read.some((line) => line.length > maxLength))
    return field.report(`Write at most ${maxLength} characters on a line.`, 'lines', field)
  if (pattern && !read.every((line) => pattern.is.test(line))) return field.report(pattern.say, 'lines', field)
  field.mutate(read, field)
})

/** What PostgreSQL keeps as JSON: no NUL, no half of a character. */
function isKept(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return depth < DEEPEST_JSON && Object.entries(value).every((pair) => pair.every((one) => isKept(one, depth + 1)))
}

const webAddress = { protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }

/**
 * @param field - a field
 * @param choices - values that it may have, where there are some
 * @returns the rule for what was typed: text goes in, what is kept comes out; null for an empty field
 */
export function ruleOf(field: AdminInputField<AnyRow>, choices: readonly string[] = []): SchemaTypes {
  if (field.rule) return field.rule()
  if (field.kind === 'boolean') return vine.boolean()
  if (field.kind === 'many') {
    const values = vine.array(vine.string()).maxLength(field.max ?? 100)
    return field.required ? values.minLength(1) : values
  }
  if (field.kind === 'choices') {
    const values = vine.array(vine.enum(choices))
    return field.required ? values.minLength(1) : values
  }
  const rule = singleRule(field, choices)
  return field.required ? rule : rule.nullable()
}

function singleRule(field: AdminInputField<AnyRow>, choices: readonly string[]) {
  switch (field.kind) {
    case 'text':
      return textRule(field.type, field.maxLength ?? 255)
    case 'textarea':
      return vine.string().maxLength(field.maxLength ?? 100_000)
    case 'markup':
      return vine.string().maxLength(field.maxLength ?? 200_000)
    case 'lines':
      return vine.string().maxLength(100_000).use(lines(field))
    case 'slug':
      return vine
        .string()
        .trim()
        .maxLength(field.maxLength ?? 200)
        .regex(/^[\w-]+$/)
    case 'number':
      return numberRule(field)
    case 'choice':
      return vine.enum(choices)
    case 'date':
      return vine.string().trim().use(day())
    case 'datetime':
      return vine.string().trim().use(moment())
    case 'json':
      return vine.string().maxLength(1_000_000).use(json())
    case 'image':
    case 'file':
      return vine.number().positive().withoutDecimals().max(2_147_483_647)
    default:
      return vine.string().trim().maxLength(100)
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function textRule(type: string | undefined, maxLength: number) {
  const text = vine.string().trim().maxLength(maxLength)
  if (type === 'email') return text.email()
  return type === 'url' ? text.url(webAddress) : text
}

function numberRule({ min, max, decimals = 0 }: { min?: number; max?: number; decimals?: number }) {
  const number = vine.number().decimal([0, decimals])
  if (min !== undefined) number.min(min)
  return max === undefined ? number : number.max(max)
}
