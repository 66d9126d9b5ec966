import { Encryption } from '@adonisjs/core/encryption'
import { Router } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import type { RouteJSON } from '@adonisjs/core/types/http'
import { http } from '#config/app'
import { test } from '@japa/runner'
import { sampleAddress } from './sample_address.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The site's routes, found by the router's other way: every pattern is tried in the order of registration. */
async function oneByOne(routes: readonly RouteJSON[]): Promise<Router> {
  const { qs } = await app.container.make('router')
  const router = new Router(app, await app.container.make(Encryption), qs, { matcher: 'linear' })
  for (const { pattern, methods, matchers } of routes) {
    const route = router.route(pattern, methods, () => pattern)
    for (const [parameter, matcher] of Object.entries(matchers)) route.where(parameter, matcher)
  }
  router.commit()
  return router
}

/** The address, and others that are almost it. */
function around(path: string): string[] {
  const bare = path === '/' ? '' : path.replace(/\/$/, '')
  const parent = bare.slice(0, bare.lastIndexOf('/'))
  return [
    path,
    bare || '/',
    `${bare}.json`,
    `${bare}.json/`,
    `${bare}/more/`,
    `${bare}//`,
    `/${path}`,
    `${parent}/`,
    `${parent}/other/`,
    `${parent}/.json`,
    `${parent}/3.14`,
    `${parent}/a%2Fb/`,
    `${parent}/42/`,
  ]
}

test.group('Routes of the site', () => {
  test('are found as if they were tried one by one, in the order of registration', async ({ assert }) => {
    assert.equal(http.router?.matcher, 'tree')
    const router = await app.container.make('router')
    const routes = router.toJSON().root ?? []
    const list = await oneByOne(routes)
    const addresses = new Set(routes.flatMap((route) => around(sampleAddress(route))))
    for (const address of addresses) {
      for (const method of METHODS) {
        const [found, expected] = [router, list].map((one) => one.match(address, method, true))
        const name = `${method} ${address}`
        assert.deepEqual(found?.route.pattern, expected?.route.pattern, name)
        assert.deepEqual(found?.params, expected?.params, name)
      }
    }
    assert.isAbove(addresses.size, routes.length)
  })
})
