import type { HttpRouterService } from '@adonisjs/core/types'
import { featureGate, honeypot } from '@pydotorg/platform/http'
import { signedIn } from '@pydotorg/platform/identity'
import { publicPage } from '@pydotorg/platform/page_cache'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const Groups = () => import('#controllers/groups_controller')
const Proposals = () => import('#controllers/proposals_controller')

export default function routes(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Groups, 'index']).as('groups.index').use(publicPage())
      proposals(router)
    })
    .prefix('/community/user-groups')
    .as('user_groups')
}

function proposals(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Proposals, 'create']).as('create')
      router
        .post('/', [Proposals, 'store'])
        .as('store')
        .use([rateLimit('high'), honeypot()])
      router.get('/thanks/', [Proposals, 'show']).as('show')
    })
    .prefix('/propose')
    .as('proposals')
    .use([featureGate('user_groups.proposals'), signedIn()])
}
