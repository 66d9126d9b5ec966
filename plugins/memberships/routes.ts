import type { HttpRouterService } from '@adonisjs/core/types'
import { featureGate, honeypot } from '@pydotorg/platform/http'
import { signedIn } from '@pydotorg/platform/identity'
import { publicPage } from '@pydotorg/platform/page_cache'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const Affirmations = () => import('#controllers/affirmations_controller')
const Landing = () => import('#controllers/landing_controller')
const Levels = () => import('#controllers/levels_controller')
const Memberships = () => import('#controllers/memberships_controller')

/** Characters that a name of python.org may have. */
const USERNAME = /^[-a-zA-Z0-9_@.+]+$/

export default function routes(router: HttpRouterService): void {
  router.get('/psf/membership/', [Levels, 'index']).as('memberships.levels.index').use(publicPage())
  router
    .get('/membership/', [Landing, 'show'])
    .as('memberships.landing.show')
    .use([featureGate('memberships.landing'), publicPage()])
  router
    .group(() => {
      router.get('/', [Memberships, 'create']).as('memberships.create')
      router
        .post('/', [Memberships, 'store'])
        .as('memberships.store')
        .use([rateLimit('high'), honeypot()])
      router.get('/thanks/', [Memberships, 'show']).as('memberships.show')
      router.get('/edit/', [Memberships, 'edit']).as('memberships.edit')
      router
        .post('/edit/', [Memberships, 'update'])
        .as('memberships.update')
        .use([rateLimit('high'), honeypot()])
      router.get('/affirm/', [Affirmations, 'create']).as('affirmations.create')
      router.post('/affirm/', [Affirmations, 'store']).as('affirmations.store')
      router.get('/affirm/done/', [Affirmations, 'show']).as('affirmations.show')
      router
        .route('/delete/:username/', ['POST', 'DELETE'], [Memberships, 'destroy'])
        .where('username', USERNAME)
        .as('memberships.destroy')
    })
    .prefix('/users/membership')
    .as('memberships')
    .use(signedIn())
}
