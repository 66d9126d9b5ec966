import type { HttpRouterService } from '@adonisjs/core/types'
import { featureGate, honeypot } from '@pydotorg/platform/http'
import { signedIn } from '@pydotorg/platform/identity'
import { publicPage } from '@pydotorg/platform/page_cache'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const Categories = () => import('#controllers/categories_controller')
const Feeds = () => import('#controllers/feeds_controller')
const Stories = () => import('#controllers/stories_controller')
const Submissions = () => import('#controllers/submissions_controller')

/** What a slug can be; everything else is not found without asking the database. */
const SLUG = /^[\w-]+$/
/** Pages of a list that are kept. */
const PAGE = /^[1-9]\d?$/
/** At most nine digits fit into an id. */
const ID = /^[1-9]\d{0,8}$/

export default function routes(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [Stories, 'index']).as('stories.index').use(publicPage())
      router.get('/feed.rss', [Feeds, 'show']).as('feeds.show').use(publicPage())
      router
        .get('/category/:slug/', [Categories, 'show'])
        .where('slug', SLUG)
        .as('categories.show')
        .use(publicPage({ query: { page: PAGE } }))
      submissions(router)
      router.get('/:slug/', [Stories, 'show']).where('slug', SLUG).as('stories.show').use(publicPage())
    })
    .prefix('/success-stories')
    .as('success_stories')
}

function submissions(router: HttpRouterService): void {
  const sent = () => [rateLimit('high', 'success_stories.submissions'), honeypot()]
  router
    .group(() => {
      router.get('/create/', [Submissions, 'create']).as('create')
      router.post('/create/', [Submissions, 'store']).as('store').use(sent())
      router.get('/submissions/:id/edit/', [Submissions, 'edit']).where('id', ID).as('edit')
      router.post('/submissions/:id/edit/', [Submissions, 'update']).where('id', ID).as('update').use(sent())
    })
    .as('submissions')
    .use([featureGate('success_stories.submissions'), signedIn()])
  router.get('/submissions/', [Submissions, 'index']).as('submissions.index').use(signedIn())
}
