import type { SqlCondition } from './selection.js'
import type { WireAccount } from './wire_credentials.js'
import type { WireResource } from './wire_resource.js'

/**
 * @param resource - what is read
 * @param account - who reads; null for a guest
 * @returns the condition that hides drafts from everybody but staff
 */
export function visibleRows({ visible }: WireResource, account: WireAccount | null): SqlCondition[] {
  return visible === undefined || account?.isStaff ? [] : [{ sql: `(${visible})`, bindings: [] }]
}
