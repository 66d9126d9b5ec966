import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { ContributionReader } from '../contributions/contribution_reader.js'
import type { User } from '../identity/models/user.js'
import { loadOnce } from '../plugins/lazy.js'
import type { AdminMenuSection, AdminPage, AdminPanel, AdminResourceSource, AdminShell } from './admin_entry.js'
import type { AdminResource } from './admin_resource.js'
import { isAmongStaff, mayManage } from './admin_rights.js'
import { ADMIN_SECTIONS } from './admin_section.js'

const byWeight = (one: { weight?: number }, other: { weight?: number }) => (one.weight ?? 100) - (other.weight ?? 100)

/**
 * What plugins that are on hand to the admin screens, and who sees what of it. Asked at each request, so that a plugin
 * that goes off is gone at once.
 *
 * @example
 * const directory = await ctx.containerResolver.make(AdminDirectory)
 * const resource = await directory.resource('companies.companies')
 */
@inject()
export class AdminDirectory {
  readonly #contributed: ContributionReader

  /** @param contributed - of the plugins that are on */
  constructor(contributed: ContributionReader) {
    this.#contributed = contributed
  }

  /** Where the admin screens are. */
  get shell(): AdminShell {
    const [shell] = this.#contributed.collect(({ adminShell }) => adminShell && [adminShell])
    if (shell) return shell
    throw new Error('No plugin contributes `adminShell`, so there are no admin screens.')
  }

  /**
   * @param resource - a resource
   * @param id - of a record; its list without it
   * @returns a path of this site
   * @example
   * directory.address(resource, 7) // '/…/companies/companies/7/'
   */
  address({ key }: AdminResource, id?: number | string): string {
    return `${this.shell.records}${key.replace('.', '/')}/${id === undefined ? '' : `${id}/`}`
  }

  /** Every resource of a plugin that is on, by weight; one that cannot be loaded is logged and left out. */
  async resources(): Promise<AdminResource[]> {
    const sources = this.#contributed.collect(({ adminResources }) => adminResources)
    const found = await Promise.all(sources.map(loadedOrNull))
    return found.filter((resource) => resource !== null).sort(byWeight)
  }

  /**
   * @param key - `<plugin>.<nouns>`
   * @returns the resource; null when there is none, or while its plugin is off
   */
  async resource(key: string): Promise<AdminResource | null> {
    return (await this.resources()).find((resource) => resource.key === key) ?? null
  }

  /**
   * @param table - name of a table
   * @returns the resource of its rows; null when nobody declares one
   */
  async resourceOfTable(table: string): Promise<AdminResource | null> {
    return (await this.resources()).find(({ model }) => (model.boot(), model.table === table)) ?? null
  }

  /** @returns pages of their own that the person may open */
  pagesFor(user: User): AdminPage[] {
    const pages = this.#contributed.collect(({ adminPages }) => adminPages)
    return pages.filter(({ permission }) => isAmongStaff(user) && user.can(permission))
  }

  /** @returns parts of the dashboard that the person sees, by weight */
  panelsFor(user: User): AdminPanel[] {
    const panels = this.#contributed.collect(({ adminPanels }) => adminPanels)
    const sees = ({ permission }: AdminPanel) => permission === null || user.can(permission)
    return isAmongStaff(user) ? panels.filter(sees).sort(byWeight) : []
  }

  /** @returns resources whose records the person sees, by weight */
  async resourcesFor(user: User): Promise<AdminResource[]> {
    return (await this.resources()).filter((resource) => mayManage(user, { resource, verb: 'view' }))
  }

  /**
   * @param user - who looks
   * @returns the menu as they see it; empty for who has nothing to do here
   */
  async menuFor(user: User): Promise<AdminMenuSection[]> {
    const resources = await this.resourcesFor(user)
    const entries = [
      ...this.pagesFor(user),
      ...resources.map((resource) => {
        const { key, title, icon, section, weight } = resource
        return { key, title, icon, section, weight, href: this.address(resource) }
      }),
    ].sort(byWeight)
    return ADMIN_SECTIONS.map((title) => ({
      title,
      entries: entries.filter(({ section }) => section === title),
    })).filter((section) => section.entries.length > 0)
  }
}

async function loadedOrNull(source: AdminResourceSource): Promise<AdminResource | null> {
  try {
    return await loadOnce(source)
  } catch (error) {
    logger.error({ err: error }, 'an admin resource cannot be loaded')
    return null
  }
}
