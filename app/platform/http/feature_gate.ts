import { Exception } from '@adonisjs/core/exceptions'
import { errors, type HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** The plugin is being worked on: 503, and when to come back. */
export class MaintenanceException extends Exception {
  static override status = 503
  static override code = 'E_MAINTENANCE'

  /** Called instead of logging: nothing went wrong, an operator wanted it so. */
  report(): void {}
}

/** The feature is off: not found, and no fallback is asked, because off means that nothing is there. */
export class FeatureOff extends errors.E_ROUTE_NOT_FOUND {}

/** Seconds after which a visitor of a page in maintenance may try again. */
const RETRY_AFTER = 600

/**
 * Route middleware that answers only while a feature is on: 404 when it is off, 503 with Retry-After in maintenance.
 * The routes of a plugin get it from the platform; finer features put it on routes of their own.
 *
 * @param key - the feature's key
 * @returns the middleware
 * @throws FeatureOff when off, MaintenanceException in maintenance
 * @example
 * router.get('/events/submit/', [EventSubmissionsController, 'create']).use(featureGate('events.submissions'))
 */
export function featureGate(key: string) {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    const state = ctx.features.state(key)
    if (state === 'off') throw new FeatureOff([ctx.request.method(), ctx.request.url()])
    if (state === 'maintenance') {
      ctx.response.header('Retry-After', String(RETRY_AFTER))
      throw new MaintenanceException('This part of the site is being worked on and will be back soon.')
    }
    return next()
  }
}
