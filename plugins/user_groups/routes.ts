import type { HttpRouterService } from '@adonisjs/core/types'
import { featureGate, honeypot } from '@pydotorg/platform/http'
import { signedIn, staffOnly } from '@pydotorg/platform/identity'
import { publicPage } from '@pydotorg/platform/page_cache'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const Groups = () => import('#controllers/groups_controller')
const Moderation = () => import('#controllers/moderation_controller')
const Proposals = () => import('#controllers/proposals_controller')

/** At most nine digits fit into an id. */
const ID = /^[1-9]\d{0,8}$/

export default function routes(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Groups, 'index']).as('groups.index').use(publicPage())
      proposals(router)
      moderation(router)
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

function moderation(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Moderation, 'index']).as('index')
      router.post('/:id/', [Moderation, 'update']).where('id', ID).as('update')
      router.post('/:id/delete/', [Moderation, 'destroy']).where('id', ID).as('destroy')
    })
    .prefix('/moderate')
    .as('moderation')
    .use(staffOnly())
}
