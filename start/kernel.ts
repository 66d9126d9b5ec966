import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

/** Runs for every request, also those that no route answers. */
server.use([
  () => import('#middleware/request_log_middleware'),
  () => import('#middleware/security_headers_middleware'),
  () => import('#middleware/cache_headers_middleware'),
  () => import('#middleware/api_headers_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('#middleware/public_files_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  () => import('#middleware/session_middleware'),
  () => import('#middleware/authentication_middleware'),
])

/** Runs for requests that a route answers. */
router.use([() => import('#middleware/rate_limit_middleware'), () => import('#middleware/body_parser_middleware')])
