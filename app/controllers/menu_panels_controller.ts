import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { fragments, renderFragment } from '@pydotorg/platform/cache'
import type { NavigationPanel } from '@pydotorg/platform/contributions'
import { Site } from '@pydotorg/platform/http'

/** In seconds; the panel's own tags drop it earlier. */
const LIFETIME = 3_600

/**
 * What stands beside the entries of a menu's panel. An address of its own, so that no page waits for it and it is
 * fetched only for who opens the panel.
 */
@inject()
export default class MenuPanelsController {
  constructor(protected site: Site) {}

  async show({ params, response, view }: HttpContext): Promise<string> {
    const entry = this.site.navigation('main').find(({ key }) => key === params.key)
    if (!entry?.panel) throw new errors.E_ROUTE_NOT_FOUND(['GET', `/menu-panels/${params.key}/`])
    response.header('X-Robots-Tag', 'noindex')
    return view.render('pages/menu_panels/show', { key: entry.key, html: await panelHtml(entry.key, entry.panel) })
  }
}

function panelHtml(key: string, { data, tags, view }: NavigationPanel): Promise<string> {
  return fragments.remember(`menu_panels.${key}`, { lifetime: LIFETIME, tags: [...tags] }, async () => {
    const { default: load } = await data()
    const shown = await load()
    return shown ? renderFragment(view, shown) : ''
  })
}
