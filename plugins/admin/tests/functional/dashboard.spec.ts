import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AdminDirectory, type AdminPanel } from '@pydotorg/platform/admin'
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

  test('says what to begin with while nothing waits, to who may', async ({ client, assert, cleanup }) => {
    const directory = await app.container.make(AdminDirectory)
    const shelves = (await directory.resources()).filter(({ form, waiting }) => form && !waiting)
    const begun = shelves.find(({ permissions }) => typeof permissions === 'string')!
    class OneList extends AdminDirectory {
      override async resources() {
        return [begun]
      }
    }
    app.container.swap(AdminDirectory, (resolver) => resolver.make(OneList))
    cleanup(() => app.container.restore(AdminDirectory))
    const user = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: user.id, permission: String(begun.permissions) })
    await db.from(begun.model.table).delete()
    const response = await client.get(HOME).loginAs(user)
    assert.include(response.text(), 'Nothing waits for you')
    assert.include(response.text(), `href="${directory.address(begun, 'new')}"`)
  })

  test('a part that fails, in its data or its template, takes no other with it', async ({
    client,
    assert,
    cleanup,
  }) => {
    const panel = { permission: null, view: 'admin::panels/failed_plugins' }
    const fails = () => Promise.reject(new Error('It broke.'))
    const works = () => Promise.resolve({ plugins: [{ name: 'kennel', reason: 'A dog is loose.' }] })
    class WithBroken extends AdminDirectory {
      override panelsFor(): AdminPanel[] {
        return [
          { ...panel, key: 'kennel.data', title: 'Broken data', data: async () => ({ default: fails }) },
          {
            ...panel,
            key: 'kennel.view',
            title: 'Broken view',
            view: 'admin::no/such',
            data: async () => ({ default: works }),
          },
          { ...panel, key: 'kennel.works', title: 'Works', data: async () => ({ default: works }) },
        ]
      }
    }
    app.container.swap(AdminDirectory, (resolver) => resolver.make(WithBroken))
    cleanup(() => app.container.restore(AdminDirectory))
    const response = await client.get(HOME).loginAs(await UserFactory.apply('superuser').create())
    response.assertStatus(200)
    assert.lengthOf(response.text().match(/This part cannot be shown now/g) ?? [], 2)
    assert.include(response.text(), 'A dog is loose.')
    assert.include(response.text(), 'What you look after')
  })
})
