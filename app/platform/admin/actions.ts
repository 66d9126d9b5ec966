import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '../identity/models/user.js'
import type { AdminInputField } from './fields.js'

/** What an action is given. */
export interface AdminActed<Row> {
  /** The request of who does it: `by` of the audit log. */
  ctx: HttpContext
  row: Row
  /** What was asked by `fields`, by their names. */
  input: Record<string, unknown>
}

/**
 * Something that staff do to a record, or to many at once: publish, reject, merge. Through a service of the plugin, which
 * notes it in the audit log.
 *
 * @example
 * {
 *   name: 'publish',
 *   label: 'Publish',
 *   on: 'both',
 *   applies: (story) => !story.isPublished,
 *   run: async ({ ctx, row }) => { await publishStory(ctx, row.id) },
 * }
 */
export interface AdminAction<Row> {
  /** Unique in the resource, snake_case; stands in addresses. */
  name: string
  /** A verb, and what it is done to when that is not clear: `Publish`. */
  label: string
  /** On one record, on many that are ticked in the list, or both. */
  on: 'row' | 'bulk' | 'both'
  /** Permission; what `change` needs without it. */
  permission?: string
  /** Asks for a fresh proof of who is there. */
  sudo?: boolean
  /** Shows it as what cannot be undone. */
  isDangerous?: boolean
  /** One sentence on the page that asks whether it is meant. */
  confirm?: string
  /** Whether it makes sense for a record; always without it. Asked again when it is done. */
  applies?: (row: Row, user: User) => boolean
  /** What has to be told with it, e.g. a reason. */
  fields?: readonly AdminInputField<Record<string, unknown>>[]
  /**
   * Does it to one record.
   *
   * @returns what was done, in a few words; the label without it
   * @throws AdminRefusal or an error of `formError` with a sentence for staff: the other records are still done
   */
  run: (acted: AdminActed<Row>) => Promise<string | void>
}

/** Why something cannot be done to a record, in a sentence for staff. */
export class AdminRefusal extends Error {
  override name = 'AdminRefusal'
}
