/* What AdonisJS's packages add to the type of a request; their own middleware is not used. */
import type {} from '@adonisjs/auth/initialize_auth_middleware'
import type {} from '@adonisjs/session/session_middleware'
import type { BouncerEvents } from '@adonisjs/bouncer/types'

declare module '@adonisjs/core/types' {
  interface EventsList extends BouncerEvents {}
}
