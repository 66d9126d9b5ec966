import { readTextRows } from '../../database/text_rows.js'
import { fromRows, statementName } from '../row_query.js'
import type { SqlCondition } from '../selection.js'
import type { WireResource } from '../wire_resource.js'
import { GrowingAnswer } from './answer_memory.js'
import { compactJson } from './v2_answers.js'

/** Stands in a stored text where an address begins. JSON never holds it, for it escapes this character. */
const ADDRESS_START = 0x01

const [COMMA, OPEN, CLOSE] = Buffer.from(',[]') as unknown as [number, number, number]

/** A resource whose rows are kept as JSON text. */
export type StoredResource = WireResource & { storedJson: string }

/** How long the list of a statement was the last time, in bytes: so much memory the next one begins with. */
const lengths = new Map<string, number>()

/**
 * @param resource - any
 * @returns true when the database keeps its rows as JSON text
 */
export function isStored(resource: WireResource): resource is StoredResource {
  return resource.storedJson !== undefined
}

/**
 * @param resource - what to read
 * @param conditions - which rows
 * @param before - what stands before the path of a collection, as v2Addresses tells; its host is a client's text
 * @returns the rows in the resource's order as a JSON array, in UTF-8
 */
export async function storedList(
  resource: StoredResource,
  conditions: readonly SqlCondition[],
  before: string
): Promise<Buffer> {
  const { sql: from, bindings } = fromRows(resource, conditions)
  const sql = `select ${resource.storedJson} ${from} order by ${[...resource.order, resource.id].join(', ')}`
  const name = bindings.length === 0 ? statementName(sql) : undefined
  const list = new StoredList(before, (name !== undefined && lengths.get(name)) || 0)
  await readTextRows({ sql, bindings, ...(name === undefined ? {} : { name }) }, (bytes, start, end) =>
    list.add(bytes, start, end)
  )
  const answer = list.done()
  if (name !== undefined) lengths.set(name, answer.length)
  return answer
}

/** Joins stored rows as bytes: as texts, each would be decoded, searched, measured and encoded again. */
class StoredList {
  readonly #answer: GrowingAnswer
  /** Within quotes, so it is escaped as any text. */
  readonly #before: Buffer
  #isEmpty = true

  constructor(before: string, expected: number) {
    this.#answer = new GrowingAnswer(expected)
    this.#before = Buffer.from(compactJson(before).slice(1, -1))
    this.#answer.byte(OPEN)
  }

  add(bytes: Buffer, start: number, end: number): void {
    if (!this.#isEmpty) this.#answer.byte(COMMA)
    this.#isEmpty = false
    let from = start
    for (let mark = bytes.indexOf(ADDRESS_START, from); mark !== -1 && mark < end;) {
      this.#answer.bytes(bytes, from, mark)
      this.#answer.bytes(this.#before, 0, this.#before.length)
      from = mark + 1
      mark = bytes.indexOf(ADDRESS_START, from)
    }
    this.#answer.bytes(bytes, from, end)
  }

  done(): Buffer {
    this.#answer.byte(CLOSE)
    return this.#answer.done()
  }
}
