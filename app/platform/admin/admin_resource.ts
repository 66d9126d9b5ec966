import type { HttpContext } from '@adonisjs/core/http'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { User } from '../identity/models/user.js'
import type { AdminAction } from './actions.js'
import type { AdminSection } from './admin_section.js'
import type { AnyRow, AttributeOf, RowQuery } from './admin_row.js'
import type { AdminColumn } from './columns.js'
import type { AdminField } from './fields.js'
import type { AdminFilter } from './filters.js'
import type { AdminImport } from './imports.js'
import type { AdminInline, AdminInlineRow } from './inlines.js'

/** What staff do with records. */
export const ADMIN_VERBS = ['view', 'add', 'change', 'delete'] as const

export type AdminVerb = (typeof ADMIN_VERBS)[number]

/**
 * Permissions that the manifest declares. One for everything, or one for each verb; null: nobody does it here. `view` is
 * also what the entry in the menu needs.
 */
export type AdminPermissions = string | ({ view: string } & Partial<Record<Exclude<AdminVerb, 'view'>, string | null>>)

/** The table of records. */
export interface AdminList<Row> {
  columns: readonly AdminColumn<Row>[]
  /** Attributes with text that the search field looks through; every word has to be in one of them. */
  search?: readonly AttributeOf<Row>[]
  /** Why searching many rows does without an index of trigrams, in one sentence; a test asks for either. */
  searchesWithoutIndex?: string
  filters?: readonly AdminFilter<Row>[]
  /** How it is ordered until somebody says otherwise; `-` before the attribute turns it round. */
  order: AttributeOf<Row> | `-${AttributeOf<Row>}`
  /** Attribute with a date by which years, months and days are looked through. */
  dates?: AttributeOf<Row>
  /** Preloads what columns show, so that a page of the list costs the same number of queries however many rows it has. */
  load?: (query: RowQuery<Row>) => void
  /** Attributes that no column, link or action of the list needs, such as long texts: they stay in the database. */
  leaveOut?: readonly AttributeOf<Row>[]
  /** Columns of an export; those of the list without it. False: nobody exports. */
  export?: readonly AdminColumn<Row>[] | false
}

/** A group of fields. */
export interface AdminFieldset<Row> {
  title?: string
  help?: string
  /** Closed until somebody opens it; open when something in it is wrong. */
  isClosed?: boolean
  fields: readonly AdminField<Row>[]
}

/** The form of a record. */
export interface AdminForm<Row> {
  fieldsets: readonly AdminFieldset<Row>[]
  inlines?: readonly AdminInline[]
}

/** What `save` is given. */
export interface AdminSave<Row> {
  /** The request of who saves: `by` of services and of the audit log. */
  ctx: HttpContext
  /** As it is kept; null for a new one. */
  row: Row | null
  /** What was typed, by attribute, in the types of the fields; of fields that were written only. */
  input: Record<string, unknown>
  /** Rows of inlines by their names. */
  inlines: Readonly<Record<string, readonly AdminInlineRow[]>>
}

/** Something that keeps a record from going. */
export interface AdminBlocker {
  /** What it is, e.g. `Story “How we use Python”`. */
  label: string
  href?: string | null
}

/** A way from a record to a page of its own, e.g. to what belongs to it. */
export interface AdminLink {
  /** As it is read on the record's page: `Files of this release`. */
  title: string
  /** A path of this site. */
  href: string
  /** Who sees it; without it everybody who sees the record. */
  permission?: string
}

/** A page of the plugin of which a part stands beside the form of a record, e.g. its files. */
export interface AdminBeside extends AdminLink {
  /** Entries of Vite that the part needs. */
  assets?: readonly string[]
}

/** Records that wait for somebody, told on the dashboard. */
export interface AdminWaiting {
  /** What waits, in the plural: `Submitted stories`. */
  title: string
  /** The list's address without the path, e.g. `f_state=submitted`. */
  search: string
  /** How many, by one query. */
  count: () => Promise<number>
}

/** A resource as a plugin declares it; see docs/admin.md. */
export interface AdminResourceDeclaration<M extends LucidModel, Row = InstanceType<M>> {
  /** `<plugin>.<nouns>`, snake_case; its address is `manage/<plugin>/<nouns>/`. */
  key: `${string}.${string}`
  model: M
  /** In the plural, as menus have it: `Companies`. */
  title: string
  /** In lower case: `company`. */
  singular: string
  section: AdminSection
  /** E.g. `lucide:building-2`. */
  icon: string
  /** Smaller comes first in its section; 100 without it. */
  weight?: number
  /** One sentence below the heading. */
  summary?: string
  /** Type of its subject in the audit log, as the plugin's services write it, e.g. `company`. */
  subject: string
  /** Attributes by the names under which others note them in the log, e.g. an API with names of its own. */
  notedAs?: Readonly<Record<string, AttributeOf<Row>>>
  permissions: AdminPermissions
  /** Verbs that need a fresh proof of who is there; true for all that write. */
  sudo?: true | readonly Exclude<AdminVerb, 'view'>[]
  /** How many rows there may be: above ten thousand (`many`) every way to order, filter and search needs an index. */
  rows: 'few' | 'many'
  /** What a record is called. */
  label: (row: Row) => string
  /** Its address on the site; null while it has none. */
  page?: (row: Row) => string | null
  /** Ways from its page to others of the administration. */
  links?: (row: Row) => readonly AdminLink[]
  /**
   * What stands beside the form of a record that is there. Its page has a `<turbo-frame id="admin-beside">`; without scripts
   * a link leads to it. It may offer texts for the form's first text in a markup language by an event `admin:insert` whose
   * detail has them by language, and take files that are dropped there, by `admin:files`.
   */
  beside?: (row: Row) => AdminBeside | null
  /** Narrows what a person sees and changes at all, e.g. to their own calendar. */
  scope?: (query: RowQuery<Row>, user: User) => void
  /** Whether a person may do it to this record; asked after the permission. */
  allows?: (verb: AdminVerb, row: Row, user: User) => boolean
  list: AdminList<Row>
  /** Without it records are listed only. */
  form?: AdminForm<Row>
  /** Lets staff send records in a file; the export then has all that an import reads. */
  import?: AdminImport<Row>
  actions?: readonly AdminAction<Row>[]
  waiting?: readonly AdminWaiting[]
  /**
   * Saves by a service of the plugin, which notes it in the audit log. Without it the framework writes the row, its
   * many-to-many relations and its inlines in one transaction, with an entry in the log.
   *
   * @throws errors of `formError('<attribute>', …)`, which stand beside the field; AdminRefusal above the form
   */
  save?: (save: AdminSave<Row>) => Promise<Row>
  /** Something to be told besides that the record is saved, e.g. what was taken out of its text. */
  told?: (saved: Row) => string | null | Promise<string | null>
  /** Deletes by a service of the plugin. Without it the framework does, with an entry in the log. */
  remove?: (removed: { ctx: HttpContext; row: Row }) => Promise<unknown>
  /** What needs the record, where no foreign key says so. Deleting is refused with these names. */
  blockers?: (row: Row) => Promise<readonly AdminBlocker[]>
  /** Checks what no single field can tell; throws errors of `formError`. */
  validate?: (save: AdminSave<Row>) => Promise<void> | void
  /** After the framework has written or deleted, and the transaction is committed: events, boxes, caches. */
  changed?: (row: Row, ctx: HttpContext) => Promise<unknown>
}

/** A declared resource, for who reads declarations. */
export type AdminResource = Readonly<AdminResourceDeclaration<LucidModel, AnyRow>>

/**
 * Declares an admin resource: list, filters, form, actions and rights of one model. The admin screens come from it.
 *
 * @param declaration - what staff see and may do
 * @returns the same, frozen, for `contributes.adminResources` of the manifest
 * @example
 * export default defineAdminResource({
 *   key: 'companies.companies',
 *   model: Company,
 *   title: 'Companies',
 *   singular: 'company',
 *   section: 'Content',
 *   icon: 'lucide:building-2',
 *   subject: 'company',
 *   permissions: 'companies.manage',
 *   rows: 'few',
 *   label: (company) => company.name,
 *   list: { columns: [{ name: 'name', orderable: true }], search: ['name'], order: '-createdAt' },
 *   form: { fieldsets: [{ fields: [{ kind: 'text', name: 'name', required: true }] }] },
 * })
 */
export function defineAdminResource<M extends LucidModel>(declaration: AdminResourceDeclaration<M>): AdminResource {
  return Object.freeze({ ...declaration }) as unknown as AdminResource
}
