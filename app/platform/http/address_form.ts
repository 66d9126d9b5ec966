import { Route } from '@adonisjs/core/http'

/**
 * How the one canonical address of a route ends.
 *
 * - `slash`: with a slash, as pages and wire APIs do; without it the answer is a redirect
 * - `slashless`: without one, as files do; with it there is nothing
 * - `either`: both are answered, as clients that never learnt redirects expect
 */
export type AddressForm = 'slash' | 'slashless' | 'either'

declare module '@adonisjs/core/http' {
  // `any`: an augmentation has to repeat the class's own parameters.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars
  interface Route<Controller extends import('@poppinss/utils/types').Constructor<any> = any> {
    /**
     * The address has no slash at its end, and with one it is not found. A pattern whose last part has a dot, such as
     * `/feed.rss`, needs no such mark.
     *
     * @returns the route
     * @example
     * router.get('/health/live', [LivenessController, 'show']).slashless()
     */
    slashless(): this
    /**
     * The address is answered with and without a slash at its end; neither redirects.
     *
     * @returns the route
     * @example
     * router.get('/downloads/latest/python3/', [LatestReleasesController, 'show']).slashOptional()
     */
    slashOptional(): this
  }
}

const marks = new WeakMap<Route, AddressForm>()

function mark(route: Route, form: AddressForm): Route {
  marks.set(route, form)
  return route
}

/** Teaches routes `slashless()` and `slashOptional()`. Called once, before any route is registered. */
export function addAddressForms(): void {
  Route.macro('slashless', function slashless(this: Route) {
    return mark(this, 'slashless')
  })
  Route.macro('slashOptional', function slashOptional(this: Route) {
    return mark(this, 'either')
  })
}

/**
 * @param route - a registered route
 * @returns its mark; without one `slashless` for a pattern that ends like a file, else `slash`
 */
export function addressFormOf(route: Route): AddressForm {
  const marked = marks.get(route)
  if (marked) return marked
  const last = route.toJSON().pattern.split('/').at(-1) ?? ''
  return last.includes('.') ? 'slashless' : 'slash'
}
