import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { AdminDirectory, type AdminPanel, type AdminResource, type AdminWaiting } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { loadOnce } from '@pydotorg/platform/plugins'

/** A panel with what it shows; null when that could not be had. */
export interface ShownPanel {
  key: string
  title: string
  view: string
  width: 'half' | 'full'
  data: Record<string, unknown> | null
}

/** Records that wait for somebody, with the way to them; null when they could not be counted. */
export interface ShownWaiting {
  title: string
  href: string
  count: number | null
}

/** What a person finds when they come in. A part that fails says so and takes no other part with it. */
@inject()
export class Dashboard {
  readonly #directory: AdminDirectory

  /** @param directory - what plugins contribute */
  constructor(directory: AdminDirectory) {
    this.#directory = directory
  }

  /**
   * @param user - who comes in
   * @returns the parts that they see, by weight; those with nothing to show are left out
   */
  async panelsFor(user: User): Promise<ShownPanel[]> {
    const shown = await Promise.all(this.#directory.panelsFor(user).map((panel) => showPanel(panel, user)))
    return shown.filter((panel) => panel !== null)
  }

  /**
   * @param user - who comes in
   * @returns what waits for them; what nothing waits of is left out
   */
  async waitingFor(user: User): Promise<ShownWaiting[]> {
    const resources = await this.#directory.resourcesFor(user)
    const waiting = resources.flatMap((resource) => (resource.waiting ?? []).map((one) => this.#count(resource, one)))
    return (await Promise.all(waiting)).filter(({ count }) => count !== 0)
  }

  async #count(resource: AdminResource, { title, search, count }: AdminWaiting): Promise<ShownWaiting> {
    const href = `${this.#directory.address(resource)}?${search}`
    try {
      return { title, href, count: await count() }
    } catch (error) {
      logger.error({ err: error, resource: resource.key }, 'what waits cannot be counted')
      return { title, href, count: null }
    }
  }
}

async function showPanel(panel: AdminPanel, user: User): Promise<ShownPanel | null> {
  const { key, title, view, width = 'full' } = panel
  try {
    const data = await (await loadOnce(panel.data))(user)
    return data && { key, title, view, width, data }
  } catch (error) {
    logger.error({ err: error, panel: key }, 'a panel of the dashboard cannot be shown')
    return { key, title, view, width, data: null }
  }
}
