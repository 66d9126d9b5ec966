import type { MediaImage } from '../media/models/media_image.js'
import type { AdminTone, AttributeOf } from './admin_row.js'

interface ColumnBase {
  /** Heading; made from the name without it. */
  label?: string
  /** True lets staff order the list by it; the table then needs an index that begins with it, if it may grow. */
  orderable?: boolean
}

/** A column that shows an attribute of the row as it is. */
export interface PlainColumn<Row> extends ColumnBase {
  name: AttributeOf<Row>
  /** `text` without it. Dates with a time are shown in UTC, and in the zone of who looks where there are scripts. */
  kind?: 'text' | 'number' | 'boolean' | 'date' | 'datetime'
}

/** A column that shows words of its own, e.g. the name of a related row that `list.load` has preloaded. */
export interface ComputedColumn<Row> extends ColumnBase {
  /** An attribute when it is to be ordered by, else any name that is unique in the list. */
  name: string
  kind: 'computed'
  value: (row: Row) => string | number | null
}

/** A column that leads somewhere outside of the record, e.g. to its page on the site. */
export interface LinkColumn<Row> extends ColumnBase {
  name: string
  kind: 'link'
  /** What is read; the address itself without it. */
  value?: (row: Row) => string | null
  /** A path of this site or an https address; null leaves the cell empty. */
  href: (row: Row) => string | null
}

/** A column that shows a state in a word and a shape. */
export interface BadgeColumn<Row> extends ColumnBase {
  name: string
  kind: 'badge'
  badge: (row: Row) => { text: string; tone: AdminTone } | null
}

/** A column with a small picture; the relation is preloaded by `list.load`. */
export interface ImageColumn<Row> extends ColumnBase {
  name: string
  kind: 'image'
  image: (row: Row) => MediaImage | null | undefined
}

/**
 * A column of a list. The first one that is no image leads to the record.
 *
 * @example
 * { name: 'name', orderable: true }
 * { name: 'isActive', kind: 'boolean', label: 'Active' }
 * { name: 'company', kind: 'computed', value: (story) => story.company?.name ?? null }
 */
export type AdminColumn<Row> =
  PlainColumn<Row> | ComputedColumn<Row> | LinkColumn<Row> | BadgeColumn<Row> | ImageColumn<Row>
