import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { AdminDirectory, type AdminPanel, type AdminResource, type AdminWaiting } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { inTime } from '@pydotorg/platform/in_time'
import { loadOnce } from '@pydotorg/platform/plugins'

/** A panel as it is shown; null for one that could not be made. */
export interface ShownPanel {
  key: string
  title: string
  width: 'half' | 'full'
  html: string | null
}

/** Records that wait for somebody, with the way to them; null when they could not be counted. */
export interface ShownWaiting {
  title: string
  href: string
  count: number | null
}

/** Makes HTML of a template. */
export type Render = (view: string, data: Record<string, unknown>) => Promise<string>

/** Milliseconds after which the page goes on without a part. */
const PATIENCE = 5_000

/** What a person finds when they come in. A part that fails or hangs says so and takes no other part with it. */
@inject()
export class Dashboard {
  readonly #directory: AdminDirectory

  /** @param directory - what plugins contribute */
  constructor(directory: AdminDirectory) {
    this.#directory = directory
  }

  /**
   * @param user - who comes in
   * @param render - of the request
   * @returns the parts that they see, by weight; those with nothing to show are left out
   */
  async panelsFor(user: User, render: Render): Promise<ShownPanel[]> {
    const panels = this.#directory.panelsFor(user).map((panel) => showPanel(panel, user, render))
    return (await Promise.all(panels)).filter((panel) => panel !== null)
  }

  /**
   * @param user - who comes in
   * @returns what waits for them; what nothing waits of is left out, and null when they look after nothing that could
   */
  async waitingFor(user: User): Promise<ShownWaiting[] | null> {
    const resources = await this.#directory.resourcesFor(user)
    const waiting = resources.flatMap((resource) => (resource.waiting ?? []).map((one) => this.#count(resource, one)))
    return waiting.length === 0 ? null : (await Promise.all(waiting)).filter(({ count }) => count !== 0)
  }

  async #count(resource: AdminResource, { title, search, count }: AdminWaiting): Promise<ShownWaiting> {
    const href = `${this.#directory.address(resource)}?${search}`
    try {
      return { title, href, count: await inTime(count(), PATIENCE) }
    } catch (error) {
      logger.error({ err: error, resource: resource.key }, 'what waits cannot be counted')
      return { title, href, count: null }
    }
  }
}

async function showPanel(panel: AdminPanel, user: User, render: Render): Promise<ShownPanel | null> {
  const { key, title, width = 'full' } = panel
  try {
    const html = await inTime(htmlOf(panel, user, render), PATIENCE)
    return html === null ? null : { key, title, width, html }
  } catch (error) {
    logger.error({ err: error, panel: key }, 'a panel of the dashboard cannot be shown')
    return { key, title, width, html: null }
  }
}

async function htmlOf({ data, view }: AdminPanel, user: User, render: Render): Promise<string | null> {
  const shown = await (await loadOnce(data))(user)
  return shown && render(view, shown)
}
