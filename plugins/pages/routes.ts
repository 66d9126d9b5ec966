import type { HttpRouterService } from '@adonisjs/core/types'
import { wireRoutes } from '@pydotorg/platform/wire_api'
import pages from '#api/pages'

/** The pages themselves have no route: they are what is asked when no route answers. */
export default function routes(router: HttpRouterService): void {
  wireRoutes(router, pages)
}
