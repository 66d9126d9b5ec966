import factory from '@adonisjs/lucid/factories'
import Entry from '#models/entry'

let made = 0

/**
 * A published entry. State: `draft`.
 *
 * @example
 * const entries = await EntryFactory.createMany(3)
 */
export const EntryFactory = factory
  .define(Entry, () => {
    made += 1
    return { name: `Entry ${made}`, isPublished: true, content: `What entry *${made}* says.` }
  })
  .state('draft', (entry) => {
    entry.isPublished = false
  })
  .build()
