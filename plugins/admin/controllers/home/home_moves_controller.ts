import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { readMove, tellMoved } from '@pydotorg/platform/admin'
import { HomeArrangement, HomePolicy } from '@pydotorg/platform/home'
import { moveSection } from '#services/home/move_section'
import { HOME } from '#services/home/section_entries'

/** Moves a section of the home page. */
@inject()
export default class HomeMovesController {
  readonly #home: HomeArrangement

  constructor(home: HomeArrangement) {
    this.#home = home
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(HomePolicy).authorize('arrange')
    const move = await readMove(ctx.request)
    tellMoved(ctx, move, await moveSection(this.#home, move, ctx))
    ctx.response.redirect().status(303).toPath(HOME)
  }
}
