import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { publicPage } from '@pydotorg/platform/page_cache'

/** Pages of a list that are kept; what lies behind them is asked for by robots alone. */
const PAGE = /^[1-9]\d?$/

const OrdersController = () => import('#controllers/orders_controller')
const SamplesController = () => import('#controllers/samples_controller')

export default function routes(router: HttpRouterService): void {
  router
    .get('/code-samples/', [SamplesController, 'index'])
    .as('code_samples.samples.index')
    .use(publicPage({ query: { page: PAGE } }))
  router.get('/code-samples/:slug/', [SamplesController, 'show']).as('code_samples.samples.show').use(publicPage())
  router
    .group(() => {
      router.get('/', [OrdersController, 'edit']).as('orders.edit')
      router.post('/', [OrdersController, 'update']).as('orders.update')
    })
    .prefix('/admin/code-samples/order')
    .as('code_samples')
    .use(adminPage('code_samples.manage'))
}
