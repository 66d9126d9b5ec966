import type { WireResource } from '../wire_resource.js'
import { columnOf } from './row_questions.js'
import { RowRefused } from './row_refused.js'
import type { WireWrites } from './wire_writes.js'

const UNIQUE = '23505'
const FOREIGN_KEY = '23503'

/** What PostgreSQL tells of a constraint: `Key (slug)=(windows) already exists.` */
const KEY = /^Key \(([\w, ]+)\)=/

/**
 * Somebody else was quicker: between the questions and the write a slug was taken, or the release deleted.
 *
 * @param error - whatever the write threw
 * @param resource - that was written
 * @param writes - its rules
 * @returns the refusal that the questions would have come to; null for any other error
 */
export function brokenConstraint(error: unknown, resource: WireResource, writes: WireWrites): RowRefused | null {
  const { code, detail } = error as { code?: string; detail?: string }
  if (code !== UNIQUE && code !== FOREIGN_KEY) return null
  const columns = KEY.exec(detail ?? '')?.[1]?.split(', ') ?? []
  const fields = Object.keys(writes.fields).filter((field) => columns.includes(bareColumn(resource, field)))
  if (fields.length === 0) return null
  if (code === FOREIGN_KEY) return new RowRefused({ missing: fields })
  return new RowRefused(fields.length > 1 ? { marked: true } : { taken: fields })
}

function bareColumn(resource: WireResource, field: string): string {
  return 'column' in resource.fields[field]! ? columnOf(resource, field).split('.').at(-1)! : ''
}
