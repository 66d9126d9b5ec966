import type { HttpContext } from '@adonisjs/core/http'
import type { MenuName } from '@pydotorg/platform/contributions'
import MenuPolicy from '#policies/menu_policy'
import { entryPage } from '#services/entry_page'
import { MENU_TITLES, menuPath } from '#services/menu_page'
import { refusedAs } from '#services/refused_as'
import { removeEntry } from '#services/remove_entry'

/** Deletes an entry that staff added; forgets what staff changed about one of a plugin. */
export default class RemovalsController {
  async show({ params, view }: HttpContext): Promise<string> {
    const menu = params.menu as MenuName
    const page = await entryPage(menu, String(params.key))
    const about = { menu, menuTitle: MENU_TITLES[menu], base: menuPath(menu) }
    return view.render('navigation::pages/entries/remove', { ...about, ...page })
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const { entry } = await entryPage(menu, String(ctx.params.key))
    await refusedAs('_form', removeEntry(menu, entry.key, ctx))
    const said = entry.isOwn ? `“${entry.title}” is deleted.` : `“${entry.title}” is as its plugin wants it.`
    ctx.session.flash('notice', said)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }
}
