import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { tellMoved } from '@pydotorg/platform/admin'
import { HomeArrangement, HomePolicy } from '@pydotorg/platform/home'
import vine from '@vinejs/vine'
import { HOME, knownSection } from '#services/home/section_entries'

const key = () =>
  vine
    .string()
    .regex(/^[\w.]{1,200}$/)
    .optional()

const validator = vine.create({ hide: key(), show: key().requiredIfMissing('hide') })

/** Hides sections of the home page, and shows them again. */
@inject()
export default class HomeVisibilityController {
  readonly #home: HomeArrangement

  constructor(home: HomeArrangement) {
    this.#home = home
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(HomePolicy).authorize('arrange')
    const { hide, show = '' } = await ctx.request.validateUsing(validator)
    const section = await knownSection(this.#home, hide ?? show)
    if (hide) await this.#home.hide(section.key, ctx)
    else await this.#home.show(section.key, ctx)
    const said = hide ? `“${section.title}” is hidden.` : `“${section.title}” is to be seen again.`
    tellMoved(ctx, { key: section.key, side: 'before' }, said)
    ctx.response.redirect().status(303).toPath(HOME)
  }
}
