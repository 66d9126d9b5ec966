import type { HttpContext } from '@adonisjs/core/http'
import { readMove, tellMoved } from '@pydotorg/platform/admin'
import type { MenuName } from '@pydotorg/platform/contributions'
import MenuPolicy from '#policies/menu_policy'
import { wholeMenu } from '#services/edit_menu'
import { menuPath } from '#services/menu_page'
import { moveEntry } from '#services/move_entry'
import { refusedAs } from '#services/refused_as'

/** Moves an entry beside another one, with all that stands below it. */
export default class MovesController {
  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const move = await readMove(ctx.request)
    const { key, side, other } = move
    const isMoved = await refusedAs('move', moveEntry(menu, key, { [side]: other, by: ctx }))
    const nodes = await wholeMenu(menu)
    const [title, neighbour] = [key, other].map((one) => nodes.get(one)?.title ?? one)
    tellMoved(ctx, move, isMoved ? `“${title}” stands ${side} “${neighbour}” now.` : `“${title}” stood there already.`)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }
}
