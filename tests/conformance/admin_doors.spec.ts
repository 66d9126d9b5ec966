import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { RouteDirectory } from '@pydotorg/platform/http'
import type { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { sampleAddress } from './sample_address.js'

interface Door {
  method: 'get' | 'post'
  path: string
}

/** Every address of the administration that a route answers; those of records once for each resource. */
async function doors(): Promise<Door[]> {
  const [admin, directory] = [await app.container.make(AdminDirectory), await app.container.make(RouteDirectory)]
  const { home, records } = admin.shell
  const lists = (await admin.resources()).map((resource) => admin.address(resource))
  const routes = Object.values(router.toJSON()).flat()
  return routes
    .filter(({ pattern }) => `${pattern}/`.startsWith(home))
    .flatMap((route) => {
      const path = sampleAddress(route)
      const method = route.methods.includes('GET') ? ('get' as const) : ('post' as const)
      const ofRecords = new RegExp(`^${records}[^/]+/[^/]+/`)
      const paths = ofRecords.test(path) ? lists.map((list) => path.replace(ofRecords, list)) : [path]
      return paths.map((one) => ({ method, path: one }))
    })
    .filter(({ method, path }) => directory.methodsOf(path).includes(method.toUpperCase()))
}

/** @returns a line for each door that is answered otherwise */
async function otherwise(client: ApiClient, user: User | null, statuses: readonly number[]): Promise<string[]> {
  const found: string[] = []
  for (const { method, path } of await doors()) {
    const request = client[method](path).withCsrfToken().redirects(0)
    const answer = await (user ? request.loginAs(user).withSession({ 'identity.proved_at': Date.now() }) : request)
    if (!statuses.includes(answer.status())) found.push(`${method} ${path}: ${answer.status()}`)
  }
  return found
}

test.group('The doors of the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are found, for reading and for writing, in every plugin that has some', async ({ assert }) => {
    const all = await doors()
    const admin = await app.container.make(AdminDirectory)
    const lists = (await admin.resources()).map((resource) => admin.address(resource))
    assert.includeMembers(
      all.map(({ path }) => path),
      [admin.shell.home, ...lists, ...lists.map((list) => `${list}1/delete/`)]
    )
    for (const asked of ['get', 'post']) {
      assert.isAbove(all.filter(({ method }) => method === asked).length, 3 * lists.length)
    }
  })

  test('lead guests to sign in', async ({ client, assert }) => {
    assert.deepEqual(await otherwise(client, null, [303]), [])
  })

  test('are closed to who is signed in only', async ({ client, assert }) => {
    assert.deepEqual(await otherwise(client, await UserFactory.create(), [403, 404]), [])
  })

  test('are closed to staff without a permission', async ({ client, assert }) => {
    assert.deepEqual(await otherwise(client, await UserFactory.apply('staff').create(), [403, 404]), [])
  })
})
