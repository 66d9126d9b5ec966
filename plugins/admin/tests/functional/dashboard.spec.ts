import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AdminDirectory } from '@pydotorg/platform/admin'
import app from '@adonisjs/core/services/app'
import { UserFactory } from '@pydotorg/platform/testing'

const HOME = '/admin/'

test.group('The dashboard of staff', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads guests to sign in and back', async ({ client, assert }) => {
    const response = await client.get(HOME).redirects(0)
    response.assertStatus(303)
    assert.equal(response.header('location'), `/accounts/login/?next=${encodeURIComponent(HOME)}`)
  })

  test('is closed to who is not staff, and to staff who have nothing to do here', async ({ client }) => {
    const stranger = await UserFactory.create()
    const permitted = await UserFactory.create()
    const staff = await UserFactory.apply('staff').create()
    const [resource] = await (await app.container.make(AdminDirectory)).resources()
    await db.table('user_permissions').insert({ user_id: permitted.id, permission: String(resource!.permissions) })
    for (const user of [stranger, permitted, staff]) {
      const response = await client.get(HOME).loginAs(user)
      response.assertStatus(403)
    }
  })

  test('shows a superuser everything, and is kept by nobody', async ({ client, assert }) => {
    const response = await client.get(HOME).loginAs(await UserFactory.apply('superuser').create())
    response.assertStatus(200)
    response.assertHeader('cache-control', 'private, no-store')
    const directory = await app.container.make(AdminDirectory)
    for (const resource of await directory.resources()) {
      assert.include(response.text(), `href="${directory.address(resource)}"`)
    }
  })
})
