import type { AttributeOf } from './admin_row.js'

/**
 * Taking records in from a file that staff send, as the export writes it. Each row goes through the rules of the form,
 * `validate` and `save`, so that it is as if it was typed by hand.
 *
 * @example
 * import: { key: 'slug' }
 */
export interface AdminImport<Row> {
  /** Field of the form by which a row of the file finds its record: a text or a slug, unique in the table. */
  key: AttributeOf<Row>
  /** How the key is kept, where saving makes something else of what is written; null for what can be no key. */
  keyOf?: (written: string) => string | null
  /** What to do with more rows than one import takes, e.g. a command, in one sentence. */
  more?: string
}
