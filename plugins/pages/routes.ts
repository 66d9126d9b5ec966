import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { wireRoutes } from '@pydotorg/platform/wire_api'
import pages from '#api/pages'

const Comparisons = () => import('#controllers/revision_comparisons_controller')
const PageFiles = () => import('#controllers/page_files_controller')
const Restorations = () => import('#controllers/restorations_controller')
const Revisions = () => import('#controllers/revisions_controller')

/** At most nine digits fit into an id. */
const ID = /^[1-9]\d{0,8}$/

/** The pages themselves have no route: they are what is asked when no route answers. */
export default function routes(router: HttpRouterService): void {
  wireRoutes(router, pages)
  router
    .group(() => {
      revisions(router)
      files(router)
    })
    .prefix('/admin/pages/:id')
    .where('id', ID)
    .as('pages')
    .use(adminPage('pages.write'))
}

function revisions(router: HttpRouterService): void {
  router.get('/revisions/', [Revisions, 'index']).as('revisions.index')
  router.get('/revisions/compare/', [Comparisons, 'show']).as('revision_comparisons.show')
  router.get('/revisions/:number/', [Revisions, 'show']).where('number', ID).as('revisions.show')
  router.post('/revisions/:number/restore/', [Restorations, 'store']).where('number', ID).as('restorations.store')
}

function files(router: HttpRouterService): void {
  router.get('/files/', [PageFiles, 'index']).as('page_files.index')
  router.post('/files/', [PageFiles, 'store']).as('page_files.store')
  router
    .post('/files/:kind/:file/delete/', [PageFiles, 'destroy'])
    .where('kind', /^(?:image|document)$/)
    .where('file', ID)
    .as('page_files.destroy')
}
