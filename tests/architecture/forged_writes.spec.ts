import router from '@adonisjs/core/services/router'
import testUtils from '@adonisjs/core/services/test_utils'
import type { RouteJSON } from '@adonisjs/core/types/http'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { isWithoutSession } from '#boot/without_session'
import { sampleAddress } from '../conformance/sample_address.js'

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE']

/** Where no cookie counts there is nothing to forge; the second test looks whether that is so. */
function writes(kind: 'with a session' | 'without one'): { method: string; route: RouteJSON }[] {
  const routes = Object.values(router.toJSON()).flat()
  return routes
    .filter(({ pattern }) => isWithoutSession(pattern) === (kind === 'without one'))
    .flatMap((route) => route.methods.filter((method) => WRITING.includes(method)).map((method) => ({ method, route })))
}

test.group('Writes that another site forged', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are refused at every address of the site', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    const all = writes('with a session')
    assert.isNotEmpty(all)
    for (const { method, route } of all) {
      const response = await client.request(sampleAddress(route), method).loginAs(user).redirects(0)
      assert.property(response.flashMessage('errorsBag'), 'E_BAD_CSRF_TOKEN', `${method} ${route.pattern}`)
    }
  })

  test('cannot be told from those of a stranger where they are not refused', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    const all = writes('without one')
    assert.isNotEmpty(all)
    for (const { method, route } of all) {
      const asked = () => client.request(sampleAddress(route), method).redirects(0)
      const [signedIn, stranger] = [await asked().loginAs(user), await asked()]
      assert.equal(signedIn.status(), stranger.status(), `${method} ${route.pattern}`)
      assert.isUndefined(signedIn.cookie('adonis-session'), 'no session goes on')
    }
  })
})
