import type { WireWrites } from './write/wire_writes.js'

/** What the schema of version 1 tells of a field. */
export interface FieldNotes {
  /** One sentence for whoever reads the schema. */
  help: string
  /** The field's name in words; without it the key with blanks. */
  label?: string
  /** What a row gets when nothing else is said. */
  fallback?: string | number | boolean
  /** True when no two rows may have the same. */
  unique?: boolean
}

/** A field of a resource, and the SQL expression that it is read from. Tables are named in full, never by an alias. */
export type WireField =
  | (FieldNotes & { kind: 'text' | 'boolean' | 'moment'; column: string })
  | (FieldNotes & { kind: 'integer'; column: string; choices?: readonly number[] })
  | (FieldNotes & { kind: 'related'; column: string; to: WireResource })
  | (FieldNotes & { kind: 'elsewhere'; column: string; path: string })
  | { kind: 'own_address' }

/** Ways to compare that version 1 knows, by Django's names. */
export type WireLookup = 'exact' | 'contains' | 'icontains' | 'startswith'

/** How version 1 (tastypie) serves a resource. */
export interface WireRulesV1 {
  /** What the list and a row of it take, in the order of the `Allow` header. */
  listMethods: readonly string[]
  detailMethods: readonly string[]
  /** Fields to filter by, with their lookups; `relations`: also by the fields of the related resource. */
  filters: Readonly<Record<string, readonly WireLookup[] | 'relations'>>
}

/** How version 2 (Django REST framework) serves a resource. */
export interface WireRulesV2 {
  /** What the list and a row of it take, in the order of the `Allow` header. */
  listMethods: readonly string[]
  detailMethods: readonly string[]
  /** Parameters to filter by: a field's name, `<field>__contains` or `<field>__icontains`. */
  filters: readonly string[]
  /** What happens to any other parameter. */
  unknownParameters: 'ignored' | 'refused'
}

/**
 * A collection of python.org's API, served in both of its versions at `/api/v1/<path>/` and `/api/v2/<path>/`.
 *
 * @example
 * export const authors: WireResource = {
 *   path: 'shop/author', model: 'Author', summary: 'People who wrote books.',
 *   from: 'shop_authors', id: 'shop_authors.id', order: ['shop_authors.name collate "C"'],
 *   fields: { name: textField('shop_authors.name', 'As on the cover.'), resource_uri: ownAddressField() },
 *   v1: { listMethods: ['GET'], detailMethods: ['GET'], filters: { name: ['exact'] } },
 *   v2: { listMethods: ['GET'], detailMethods: ['GET'], filters: ['name'], unknownParameters: 'ignored' },
 * }
 */
export interface WireResource {
  /** Address below the version, and name in the roots: `<app>/<model>` as on python.org. */
  path: string
  /** The model's class on python.org; version 2 says `No Author matches the given query.` */
  model: string
  /** One sentence: what the rows are. */
  summary: string
  /** The table, left-joined to what `order` and filters across relations need. */
  from: string
  /** The primary key, with its table. */
  id: string
  /** SQL expressions; the id comes last by itself, so that the order is the same at each request. */
  order: readonly string[]
  /** SQL condition of the rows that everybody may see; without it all of them. Staff see all. */
  visible?: string
  /**
   * A generated column, with its table, that keeps each row as version 2 shows it: fields in their order, texts by
   * wire_json_text(), moments by wire_json_moment(), addresses by wire_json_address(). Lists are then joined instead of
   * written (docs/api-legacy.md).
   */
  storedJson?: string
  /** In the order of version 2; version 1 sorts them by key. */
  fields: Readonly<Record<string, WireField>>
  v1: WireRulesV1
  v2: WireRulesV2
  /** How its rows are written, if a method of it writes. */
  write?: WireWrites
}
