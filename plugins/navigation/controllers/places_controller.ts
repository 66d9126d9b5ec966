import type { HttpContext } from '@adonisjs/core/http'
import type { MenuName } from '@pydotorg/platform/contributions'
import MenuPolicy from '#policies/menu_policy'
import { entryPage } from '#services/entry_page'
import { menuPath } from '#services/menu_page'
import { moveEntry } from '#services/move_entry'
import { refusedAs } from '#services/refused_as'
import { parentValidator } from '#validators/menu_entry'

/** Moves an entry below another one, or up to the first level: to the end of what stands there. */
export default class PlacesController {
  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const { entry } = await entryPage(menu, String(ctx.params.key))
    const { under } = await ctx.request.validateUsing(parentValidator)
    if ((under ?? null) !== entry.parentKey) {
      await refusedAs('under', moveEntry(menu, entry.key, { ...(under ? { under } : {}), by: ctx }))
    }
    ctx.session.flash('notice', `“${entry.title}” has its place.`)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }
}
