import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { AdminInputField, ComputedField } from './fields.js'
import type { AnyRow } from './admin_row.js'

/**
 * Rows of another table that belong to the record and are edited in its form, e.g. the files of a release.
 *
 * @example
 * { name: 'links', title: 'Links', singular: 'link', model: Link, foreignKey: 'postId', max: 20, fields: [{ kind: 'text', name: 'url' }] }
 */
export interface AdminInline {
  /** Unique in the form; the resource's own `save` gets the rows under it. */
  name: string
  /** Heading. */
  title: string
  /** What one of them is called, in lower case. */
  singular: string
  model: LucidModel
  /** Attribute of the child that keeps the record's id. */
  foreignKey: string
  /** At most so many rows. */
  max: number
  /** Attribute that orders them; the id without it. */
  orderBy?: string
  fields: readonly (AdminInputField<AnyRow> | ComputedField<AnyRow>)[]
  /** False when rows stay for good. */
  mayDelete?: boolean
  /** False when rows come from elsewhere. */
  mayAdd?: boolean
}

/** A row of an inline as the form sent it. */
export interface AdminInlineRow {
  /** Null for a new one. */
  id: number | null
  /** True when it is to go. */
  isDeleted: boolean
  input: Record<string, unknown>
}
