import type { WireResource } from '../wire_resource.js'
import type { WireWrites } from './wire_writes.js'

/**
 * @param resource - that is written to
 * @param writes - its rules
 * @param name - of a field whose value another row has
 * @returns Django's sentence for it, e.g. `Release File with this URL already exists.`
 */
export function takenSentence({ fields }: WireResource, { noun }: WireWrites, name: string): string {
  const field = fields[name]!
  const label = 'label' in field ? field.label : undefined
  return `${noun} with this ${label ?? name.replaceAll('_', ' ')} already exists.`
}
