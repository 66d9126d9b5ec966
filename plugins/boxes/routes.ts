import type { HttpRouterService } from '@adonisjs/core/types'
import { publicPage } from '@pydotorg/platform/page_cache'

const BoxesController = () => import('#controllers/boxes_controller')

/** The characters of Django's slugs. */
const LABEL = /^[-\w]{1,100}$/

export default function routes(router: HttpRouterService): void {
  router.get('/box/:label/', [BoxesController, 'show']).as('boxes.boxes.show').where('label', LABEL).use(publicPage())
}
