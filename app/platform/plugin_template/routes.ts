import type { HttpRouterService } from '@adonisjs/core/types'

const EntriesController = () => import('#controllers/entries_controller')

export default function routes(router: HttpRouterService): void {
  router.get('/samples/', [EntriesController, 'index']).as('samples.entries.index')
  router.get('/samples/:slug/', [EntriesController, 'show']).as('samples.entries.show')
}
