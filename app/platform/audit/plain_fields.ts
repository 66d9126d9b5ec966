import { createHash } from 'node:crypto'

/** Named values of a record. */
export type AuditFields = Readonly<Record<string, unknown>>

const DEEPEST = 6

/** Size and fingerprint, by which a change is seen. */
function inWords(bytes: Uint8Array): string {
  return `[${bytes.byteLength} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}…]`
}

function plainValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return inWords(value)
  if (depth > DEEPEST) return '[too deep]'
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainValue(value.toJSON(), depth + 1)
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plainValue(held, depth + 1)]))
}

/**
 * @param fields - of a record, with dates, bytes and other objects in them
 * @returns the same as plain JSON, so that two states can be compared; never endless
 */
export function plainFields(fields: AuditFields): Record<string, unknown> {
  return plainValue({ ...fields }, 0) as Record<string, unknown>
}
