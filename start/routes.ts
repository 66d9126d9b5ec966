/*
| Only what belongs to no plugin is routed here. A plugin's addresses stand in its own routes.ts.
*/
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { RouteDirectory } from '@pydotorg/platform/http'
import { refuseForged, withSession } from '@pydotorg/platform/identity'
import { publicPage } from '@pydotorg/platform/page_cache'
import { rateLimit } from '@pydotorg/platform/rate_limits'

const ApiV1Controller = () => import('#controllers/api_v1_controller')
const ApiV2Controller = () => import('#controllers/api_v2_controller')
const DirectUploadsController = () => import('#controllers/direct_uploads_controller')
const DocumentsController = () => import('#controllers/documents_controller')
const FundingController = () => import('#controllers/funding_controller')
const HealthController = () => import('#controllers/health_controller')
const HomeController = () => import('#controllers/home_controller')
const ImagesController = () => import('#controllers/images_controller')
const HumansController = () => import('#controllers/humans_controller')
const LivenessController = () => import('#controllers/liveness_controller')
const MailWebhooksController = () => import('#controllers/mail_webhooks_controller')
const MenuPanelsController = () => import('#controllers/menu_panels_controller')
const OutboxController = () => import('#controllers/outbox_controller')
const ReadinessController = () => import('#controllers/readiness_controller')
const RobotsController = () => import('#controllers/robots_controller')
const SocialImagesController = () => import('#controllers/social_images_controller')
const SitemapController = () => import('#controllers/sitemap_controller')
const StyleguideController = () => import('#controllers/styleguide_controller')

const UnsubscriptionsController = () => import('#controllers/unsubscriptions_controller')

const directory = await app.container.make(RouteDirectory)

directory.enter(
  router.group(() => {
    // The menu of who is signed in has a form.
    router.get('/', [HomeController, 'index']).as('home').use([refuseForged(), publicPage()])
    router.get('/health', [HealthController, 'show']).as('health.show').slashOptional().use(rateLimit('unlimited'))
    router
      .get('/health/live', [LivenessController, 'show'])
      .as('health.live')
      .slashOptional()
      .use(rateLimit('unlimited'))
    router
      .get('/health/ready', [ReadinessController, 'show'])
      .as('health.ready')
      .slashOptional()
      .use(rateLimit('unlimited'))
    router
      .get('/media/social/:file', [SocialImagesController, 'show'])
      .where('file', /^[\w-]+\.[\w-]+\.png$/)
      .as('media.social.show')
      .slashless()
      .use(rateLimit('unlimited'))
    router
      .get('/media/documents/:key/:name', [DocumentsController, 'show'])
      .where('key', /^[0-9a-f]{40}$/)
      .as('media.documents.show')
      .slashless()
      .use(rateLimit('unlimited'))
    router
      .put('/api/v3/media/uploads/:token/', [DirectUploadsController, 'update'])
      .as('media.uploads.update')
      .use(rateLimit('high'))
    router
      .get('/media/:key/:file', [ImagesController, 'show'])
      .where('key', /^[0-9a-f]{40}$/)
      .as('media.images.show')
      .slashless()
      .use(rateLimit('unlimited'))
    router.get('/api/v1/', [ApiV1Controller, 'index']).as('api.v1').use(rateLimit('low'))
    router.route('/api/v2/', ['GET', 'HEAD', 'OPTIONS'], [ApiV2Controller, 'index']).as('api.v2')
    router.get('/api/v2/.json', [ApiV2Controller, 'index']).as('api.v2.json')
    router.get('/humans.txt', [HumansController, 'show']).as('humans')
    router.get('/funding.json', [FundingController, 'show']).as('funding')
    router.get('/robots.txt', [RobotsController, 'show']).as('robots').use(publicPage())
    router.get('/sitemap.xml', [SitemapController, 'index']).as('sitemap').use(publicPage())
    router
      .get('/:part', [SitemapController, 'show'])
      .where('part', /^sitemap-[1-9]\d{0,3}\.xml$/)
      .as('sitemap.show')
      .slashless()
      .use(publicPage())
    router.get('/menu-panels/:key/', [MenuPanelsController, 'show']).as('menu_panels.show').use(publicPage())
    router
      .post('/webhooks/mail/:provider', [MailWebhooksController, 'store'])
      .where('provider', /^[a-z]+$/)
      .as('mail.webhooks.store')
      .slashless()
      .use(rateLimit('low', 'mail webhooks'))
    router.get('/mail/unsubscribe/:token/', [UnsubscriptionsController, 'show']).as('mail.unsubscriptions.show')
    router
      .post('/mail/unsubscribe/:token/', [UnsubscriptionsController, 'store'])
      .as('mail.unsubscriptions.store')
      .use(rateLimit('high'))
    // For developers: pages that say nothing to visitors.
    if (!app.inProduction) {
      router.get('/styleguide/', [StyleguideController, 'index']).as('styleguide').use(withSession())
      router.get('/outbox/', [OutboxController, 'index']).as('outbox.index')
      router.get('/outbox/:name/', [OutboxController, 'show']).as('outbox.show')
      router.get('/outbox/:name/html', [OutboxController, 'html']).as('outbox.html').slashless()
      router.get('/outbox/:name/source', [OutboxController, 'source']).as('outbox.source').slashless()
    }
  }),
  null
)
