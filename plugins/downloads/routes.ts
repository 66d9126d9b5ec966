import type { HttpRouterService } from '@adonisjs/core/types'

export default function routes(router: HttpRouterService): void {
  router.get('/downloads/', () => 'downloads').as('downloads.index')
}
