import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

/** Runs for every request, also those that no route answers. */
server.use([
  () => import('#middleware/request_log_middleware'),
  () => import('#middleware/security_headers_middleware'),
  () => import('#middleware/cache_headers_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('@adonisjs/static/static_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
])

/** Runs for requests that a route answers. */
router.use([() => import('@adonisjs/core/bodyparser_middleware')])
