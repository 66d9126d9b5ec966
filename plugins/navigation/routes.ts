import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { MENU_NAMES } from '#validators/menu_entry'

const Entries = () => import('#controllers/entries_controller')
const Menus = () => import('#controllers/menus_controller')
const Moves = () => import('#controllers/moves_controller')
const Places = () => import('#controllers/places_controller')
const Removals = () => import('#controllers/removals_controller')
const Visibility = () => import('#controllers/visibility_controller')

const MENU = new RegExp(`^(${MENU_NAMES.join('|')})$`)
const KEY = /^[\w.:-]{1,200}$/

export default function routes(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Menus, 'index']).as('menus.index')
      router.get('/:menu/', [Menus, 'show']).as('menus.show')
      router.post('/:menu/order/', [Moves, 'store']).as('moves.store')
      router.post('/:menu/visibility/', [Visibility, 'update']).as('visibility.update')
      router.get('/:menu/new/', [Entries, 'create']).as('entries.create')
      router.post('/:menu/new/', [Entries, 'store']).as('entries.store')
      entry(router)
    })
    .prefix('/admin/menus')
    .where('menu', MENU)
    .as('navigation')
    .use(adminPage('navigation.edit'))
}

function entry(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Entries, 'edit']).as('entries.edit')
      router.post('/', [Entries, 'update']).as('entries.update')
      router.post('/place/', [Places, 'update']).as('places.update')
      router.get('/remove/', [Removals, 'show']).as('removals.show')
      router.post('/remove/', [Removals, 'destroy']).as('removals.destroy')
    })
    .prefix('/:menu/entries/:key')
    .where('key', KEY)
}
