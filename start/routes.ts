/*
| Only what belongs to no plugin is routed here. A plugin's addresses stand in its own routes.ts.
*/
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { RouteDirectory } from '@pydotorg/platform/http'

const ApiV1Controller = () => import('#controllers/api_v1_controller')
const ApiV2Controller = () => import('#controllers/api_v2_controller')
const HealthController = () => import('#controllers/health_controller')
const HomeController = () => import('#controllers/home_controller')
const LivenessController = () => import('#controllers/liveness_controller')
const ReadinessController = () => import('#controllers/readiness_controller')
const RobotsController = () => import('#controllers/robots_controller')
const SitemapController = () => import('#controllers/sitemap_controller')

const directory = await app.container.make(RouteDirectory)

directory.enter(
  router.group(() => {
    router.get('/', [HomeController, 'index']).as('home')
    router.get('/health', [HealthController, 'show']).as('health.show').slashOptional()
    router.get('/health/live', [LivenessController, 'show']).as('health.live').slashOptional()
    router.get('/health/ready', [ReadinessController, 'show']).as('health.ready').slashOptional()
    router.get('/api/v1/', [ApiV1Controller, 'index']).as('api.v1')
    router.route('/api/v2/', ['GET', 'HEAD', 'OPTIONS'], [ApiV2Controller, 'index']).as('api.v2')
    router.get('/api/v2/.json', [ApiV2Controller, 'index']).as('api.v2.json')
    router.get('/robots.txt', [RobotsController, 'show']).as('robots')
    router.get('/sitemap.xml', [SitemapController, 'show']).as('sitemap')
  }),
  null
)
