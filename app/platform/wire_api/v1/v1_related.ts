import { pythonLiteral } from '../python_text.js'
import { pythonShown } from '../python_values.js'
import type { WireField } from '../wire_resource.js'
import { relatedAddress } from '../write/related_address.js'
import type { WriteField } from '../write/wire_writes.js'
import { V1BadRequest } from './v1_answers.js'

/** What a client gave for a related row. */
interface GivenRow {
  rule: WriteField
  /** Undefined when nothing was. */
  given: unknown
}

/**
 * Reads an address in either version, whole or as a path, or `{"pk": 3}`.
 *
 * @param name - of the field
 * @param field - related, or one that keeps an id of elsewhere
 * @param row - what was given
 * @returns the id; null for no row, where there may be none
 * @throws V1BadRequest for anything else
 */
export function v1RelatedId(name: string, field: WireField, { rule, given }: GivenRow): number | null {
  const path = field.kind === 'related' ? field.to.path : rule.addressOf!
  if (given === undefined || given === null) {
    if (field.kind !== 'related') return null
    throw new V1BadRequest(`The '${name}' field has no data and doesn't allow a default or null value.`)
  }
  const id = typeof given === 'string' ? idOf(given, path) : keyOf(given)
  if (id !== null) return id
  if (typeof given === 'string') throw notFound(path, given)
  throw new V1BadRequest(
    `The '${name}' field was given data that was not a URI, not a dictionary-alike ` +
      `and does not have a 'pk' attribute: ${pythonShown(given)}.`
  )
}

/**
 * @param path - of the collection
 * @param given - what the client gave for the row
 * @returns tastypie's sentence for a row that is not there
 */
export function notFound(path: string, given: unknown): V1BadRequest {
  const address = typeof given === 'string' ? pythonLiteral(given) : pythonShown(given)
  return new V1BadRequest(`Could not find the provided ${path} object via resource URI ${address}.`)
}

function idOf(address: string, path: string): number | null {
  const related = relatedAddress(address, path)
  return related.leads === 'there' ? related.id : null
}

function keyOf(given: unknown): number | null {
  const key = (given as { pk?: unknown }).pk
  return typeof key === 'number' && Number.isInteger(key) && key > 0 && key < 2 ** 31 ? key : null
}
