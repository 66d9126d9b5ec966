import type { HttpContext } from '@adonisjs/core/http'
import { tellMoved } from '@pydotorg/platform/admin'
import type { MenuName } from '@pydotorg/platform/contributions'
import MenuPolicy from '#policies/menu_policy'
import { changeEntry } from '#services/change_entry'
import { wholeMenu } from '#services/edit_menu'
import { menuPath } from '#services/menu_page'
import { refusedAs } from '#services/refused_as'
import { visibilityValidator } from '#validators/menu_entry'

/** Hides entries with all that stands below them, and shows them again. */
export default class VisibilityController {
  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const { hide, show = '' } = await ctx.request.validateUsing(visibilityValidator)
    const key = hide ?? show
    await refusedAs('move', changeEntry(menu, key, { isHidden: Boolean(hide), by: ctx }))
    const title = (await wholeMenu(menu)).get(key)?.title ?? key
    const said = hide ? `“${title}” is hidden, with all that stands below it.` : `“${title}” is to be seen again.`
    tellMoved(ctx, { key, side: 'before' }, said)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }
}
