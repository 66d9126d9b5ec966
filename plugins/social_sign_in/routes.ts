import type { HttpRouterService } from '@adonisjs/core/types'
import { featureGate } from '@pydotorg/platform/http'
import { rateLimit } from '@pydotorg/platform/rate_limits'
import { guestsOnly, signedIn, sudo, withSession } from '@pydotorg/platform/identity'
import { configuredProviders } from './services/sign_in_providers.js'

const AttemptsController = () => import('#controllers/attempts_controller')
const ConnectionsController = () => import('#controllers/connections_controller')
const NewAccountsController = () => import('#controllers/new_accounts_controller')
const SameAddressController = () => import('#controllers/same_address_controller')

export default function routes(router: HttpRouterService): void {
  // A slip in the environment takes this plugin out of use at start, and `plugin:list` says what it is.
  configuredProviders()

  router
    .get('/accounts/social/:provider/', [AttemptsController, 'create'])
    .as('social_sign_in.attempts.create')
    .use(rateLimit('high'))
  router
    .get('/accounts/social/:provider/callback/', [AttemptsController, 'show'])
    .as('social_sign_in.attempts.show')
    .use(rateLimit('high'))
  router
    .get('/accounts/social/:provider/known/', [SameAddressController, 'show'])
    .as('social_sign_in.same_address.show')

  router
    .group(() => {
      router.get('/', [NewAccountsController, 'create']).as('create')
      router.post('/', [NewAccountsController, 'store']).as('store').use(rateLimit('critical'))
    })
    .prefix('/accounts/social/:provider/account')
    .as('social_sign_in.new_accounts')
    .use([featureGate('social_sign_in.new_accounts'), guestsOnly(), withSession()])

  router
    .get('/accounts/connections/', [ConnectionsController, 'index'])
    .as('social_sign_in.connections.index')
    .use(signedIn())
  router
    .group(() => {
      router.get('/', [ConnectionsController, 'create']).as('create')
      router.post('/', [ConnectionsController, 'store']).as('store').use(rateLimit('high'))
      router.get('/remove/', [ConnectionsController, 'edit']).as('edit')
      router.post('/remove/', [ConnectionsController, 'destroy']).as('destroy').use(rateLimit('high'))
    })
    .prefix('/accounts/connections/:provider')
    .as('social_sign_in.connections')
    .use(sudo())
}
