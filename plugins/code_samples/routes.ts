import type { HttpRouterService } from '@adonisjs/core/types'
import { publicPage } from '@pydotorg/platform/page_cache'

/** Pages of a list that are kept; what lies behind them is asked for by robots alone. */
const PAGE = /^[1-9]\d?$/

const SamplesController = () => import('#controllers/samples_controller')

export default function routes(router: HttpRouterService): void {
  router
    .get('/code-samples/', [SamplesController, 'index'])
    .as('code_samples.samples.index')
    .use(publicPage({ query: { page: PAGE } }))
  router.get('/code-samples/:slug/', [SamplesController, 'show']).as('code_samples.samples.show').use(publicPage())
}
