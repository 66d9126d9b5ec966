import type { HttpContext } from '@adonisjs/core/http'
import type { MenuName } from '@pydotorg/platform/contributions'
import { MENU_TITLES, menuPage, menuPath } from '#services/menu_page'
import { MENU_NAMES } from '#validators/menu_entry'

/** Menus as staff see them. */
export default class MenusController {
  index({ response }: HttpContext): void {
    response.redirect().status(303).toPath(menuPath('main'))
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const menu = params.menu as MenuName
    const menus = MENU_NAMES.map((name) => ({ name, title: MENU_TITLES[name], href: menuPath(name) }))
    return view.render('navigation::pages/menus/show', {
      ...(await menuPage(menu)),
      ...{ menu, menus, title: MENU_TITLES[menu], base: menuPath(menu) },
    })
  }
}
