import type { User } from '../identity/models/user.js'
import type { Lazy } from '../plugins/lazy.js'
import type { AdminResource } from './admin_resource.js'
import type { AdminSection } from './admin_section.js'

/** Where the admin screens are. One plugin has them. */
export interface AdminShell {
  /** Path of the dashboard. */
  home: string
  /** Path below which lists of records are: `<records><plugin>/<nouns>/`. */
  records: string
}

/** A page of its own among the admin screens, e.g. for switches or queues. Its route says `.use(adminPage(permission))`. */
export interface AdminPage {
  /** `<plugin>.<noun>`. */
  key: string
  /** As the menu has it. */
  title: string
  /** A path of this site. */
  href: string
  section: AdminSection
  /** E.g. `lucide:toggle-left`. */
  icon: string
  /** Who sees the entry: a permission that the manifest or the platform declares. */
  permission: string
  /** Smaller comes first in its section; 100 without it. */
  weight?: number
}

/** A part of the dashboard. */
export interface AdminPanel {
  /** `<plugin>.<noun>`. */
  key: string
  /** Heading; staff also read it when the panel cannot be shown. */
  title: string
  /** Who sees it; null: everybody who comes in, and `data` decides what of it. */
  permission: string | null
  /** Smaller comes first; 100 without it. */
  weight?: number
  /** `half` shares a row on a wide window. */
  width?: 'half' | 'full'
  /** An Edge template without a heading; it gets what `data` returns. */
  view: string
  /** Loads what it shows for this person; null leaves the panel out. */
  data: Lazy<(user: User) => Promise<Record<string, unknown> | null>>
}

/** A module whose default export is what `defineAdminResource` returned. */
export type AdminResourceSource = Lazy<AdminResource>

/** An entry of the menu as it is shown. */
export interface AdminEntry {
  key: string
  title: string
  href: string
  icon: string
}

/** A section of the menu with its entries; those without any are left out. */
export interface AdminMenuSection {
  title: AdminSection
  entries: AdminEntry[]
}
