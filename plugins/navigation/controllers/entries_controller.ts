import type { HttpContext } from '@adonisjs/core/http'
import type { MenuName } from '@pydotorg/platform/contributions'
import MenuPolicy from '#policies/menu_policy'
import { addEntry } from '#services/add_entry'
import { changeEntry } from '#services/change_entry'
import { wholeMenu } from '#services/edit_menu'
import { entryPage, possibleParents } from '#services/entry_page'
import { MENU_TITLES, menuPath } from '#services/menu_page'
import { refusedAs } from '#services/refused_as'
import { entryWordsValidator, newEntryValidator } from '#validators/menu_entry'

/** Entries of menus: what they are called, and those that staff add. */
export default class EntriesController {
  async create({ params, view }: HttpContext): Promise<string> {
    const menu = params.menu as MenuName
    const parents = possibleParents(await wholeMenu(menu), null)
    return view.render('navigation::pages/entries/create', { ...aboutMenu(menu), parents })
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const data = { ...ctx.request.body(), menu }
    const { title, href, summary, under } = await ctx.request.validateUsing(newEntryValidator, { data })
    await refusedAs('href', addEntry(menu, { title, href, summary, under }, ctx))
    ctx.session.flash('notice', `“${title}” is added.`)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }

  async edit({ params, view }: HttpContext): Promise<string> {
    const menu = params.menu as MenuName
    const page = await entryPage(menu, String(params.key))
    return view.render('navigation::pages/entries/edit', { ...aboutMenu(menu), ...page })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MenuPolicy).authorize('edit')
    const menu = ctx.params.menu as MenuName
    const { entry } = await entryPage(menu, String(ctx.params.key))
    const { title, summary = '', href } = await ctx.request.validateUsing(entryWordsValidator)
    const words = { title, ...(summary === (entry.summary ?? '') ? {} : { summary }) }
    const change = entry.isOwn && href !== undefined ? { ...words, href } : words
    await refusedAs('href', changeEntry(menu, entry.key, { ...change, by: ctx }))
    ctx.session.flash('notice', `“${title}” is saved.`)
    ctx.response.redirect().status(303).toPath(menuPath(menu))
  }
}

function aboutMenu(menu: MenuName) {
  return { menu, menuTitle: MENU_TITLES[menu], base: menuPath(menu) }
}
