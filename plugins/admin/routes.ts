import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { rateLimit } from '@pydotorg/platform/rate_limits'
import { cockpitRoutes } from './cockpit_routes.js'

const Actions = () => import('#controllers/actions_controller')
const Dashboard = () => import('#controllers/dashboard_controller')
const Deletions = () => import('#controllers/deletions_controller')
const Exports = () => import('#controllers/exports_controller')
const Histories = () => import('#controllers/histories_controller')
const HomeMoves = () => import('#controllers/home/home_moves_controller')
const HomeSections = () => import('#controllers/home/home_sections_controller')
const HomeVisibility = () => import('#controllers/home/home_visibility_controller')
const ImportPreviews = () => import('#controllers/import_previews_controller')
const Imports = () => import('#controllers/imports_controller')
const Previews = () => import('#controllers/previews_controller')
const Records = () => import('#controllers/records_controller')
const RefusedRows = () => import('#controllers/refused_rows_controller')
const SavedFilters = () => import('#controllers/saved_filters_controller')

/** At most nine digits fit into an id. */
const ID = /^[1-9]\d{0,8}$/
const NAME = /^[a-z][a-z0-9_]{0,60}$/

export default function routes(router: HttpRouterService): void {
  cockpitRoutes(router)
  homePage(router)
  router
    .group(() => {
      router.get('/', [Dashboard, 'show']).as('dashboard.show')
      records(router)
    })
    .prefix('/admin')
    .as('admin')
    .use(adminPage())
}

function homePage(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [HomeSections, 'index']).as('home_sections.index')
      router.post('/order/', [HomeMoves, 'store']).as('home_moves.store')
      router.post('/visibility/', [HomeVisibility, 'update']).as('home_visibility.update')
    })
    .prefix('/admin/home')
    .as('admin')
    .use(adminPage('platform.arrange_home'))
}

function records(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Records, 'index']).as('records.index')
      router.get('/new/', [Records, 'create']).as('records.create')
      router.post('/new/', [Records, 'store']).as('records.store')
      router.get('/act/', [Actions, 'show']).as('actions.show')
      router.post('/act/', [Actions, 'store']).as('actions.store')
      router
        .get('/export/:format/', [Exports, 'show'])
        .where('format', /^(csv|json)$/)
        .as('exports.show')
      router.get('/import/', [Imports, 'create']).as('imports.create')
      router.post('/import/', [Imports, 'store']).as('imports.store')
      router.post('/import/preview/', [ImportPreviews, 'store']).as('import_previews.store')
      router.post('/import/refused/', [RefusedRows, 'store']).as('refused_rows.store')
      router.post('/filters/', [SavedFilters, 'store']).as('saved_filters.store')
      router.post('/filters/:filter/delete/', [SavedFilters, 'destroy']).where('filter', ID).as('saved_filters.destroy')
      router
        .post('/preview/:field/', [Previews, 'store'])
        .where('field', /^\w{1,60}$/)
        .as('previews.store')
        .use(rateLimit('low', 'admin.previews'))
      router.get('/:id/', [Records, 'edit']).where('id', ID).as('records.edit')
      router.post('/:id/', [Records, 'update']).where('id', ID).as('records.update')
      router.get('/:id/delete/', [Deletions, 'show']).where('id', ID).as('deletions.show')
      router.post('/:id/delete/', [Deletions, 'destroy']).where('id', ID).as('deletions.destroy')
      router.get('/:id/history/', [Histories, 'show']).where('id', ID).as('histories.show')
    })
    .prefix('/manage/:plugin/:resource')
    .where('plugin', NAME)
    .where('resource', NAME)
}
