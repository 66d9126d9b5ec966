import type { User } from '../identity/models/user.js'
import type { Lazy } from '../plugins/lazy.js'

/**
 * What a plugin keeps of people: their own copy of it, and what becomes of it with the account. Read even when the plugin
 * is off: people's rights do not depend on switches.
 *
 * What happens when an account is deleted is decided by the foreign keys to `users`; the sentence has to say the same.
 */
export interface PersonalData {
  /** Stable name, `<plugin>.<noun>`; the name of the part in the export. */
  key: string
  /** What it is, for a heading. */
  title: string
  /** Whether the rows go with the account. */
  onDeletion: 'deleted' | 'kept'
  /** One sentence that says so, and why when they are kept. */
  explanation: string
  /** Reads what a person gets of it: plain values, without secrets. */
  read: Lazy<(user: User) => Promise<unknown>>
}
