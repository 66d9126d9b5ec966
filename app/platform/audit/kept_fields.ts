import { maskSecrets } from '../logging/mask_secrets.js'
import { boundedText } from './bounded_text.js'
import { plainFields, type AuditFields } from './plain_fields.js'

/** Of one text, in characters; what is longer is an article, and nobody reads it in a log. */
const LONGEST_TEXT = 2_000
/** Items of a list. */
const LONGEST_LIST = 100
/** Of all fields together, in characters of JSON. */
const LARGEST = 16_000

function bounded(value: unknown): unknown {
  if (typeof value === 'string') return boundedText(value, LONGEST_TEXT)
  if (Array.isArray(value)) return boundedList(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [boundedText(name, 200), bounded(held)]))
}

function boundedList(items: readonly unknown[]): unknown[] {
  const kept = items.slice(0, LONGEST_LIST).map(bounded)
  return items.length > LONGEST_LIST ? [...kept, `… (${items.length} items)`] : kept
}

/** Names of the fields that find room, the smaller ones first. */
function fitting(sizes: ReadonlyMap<string, number>): Set<string> {
  let total = 0
  const smallestFirst = [...sizes].sort(([, one], [, other]) => one - other)
  return new Set(smallestFirst.filter(([, size]) => (total += size) <= LARGEST).map(([name]) => name))
}

/**
 * @param fields - of a record
 * @returns what the log keeps of them: secrets masked at any depth, long texts cut, and no more than finds room
 */
export function keptFields(fields: AuditFields): Record<string, unknown> {
  const entries = Object.entries(bounded(maskSecrets(plainFields(fields))) as AuditFields)
  const sizes = new Map(entries.map(([name, value]) => [name, name.length + (JSON.stringify(value)?.length ?? 0)]))
  const kept = fitting(sizes)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, kept.has(name) ? value : `[${sizes.get(name)} characters left out]`])
  )
}
