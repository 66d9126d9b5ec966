import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { CodeSampleFactory } from '#database/factories/code_sample_factory'
import CodeSample from '#models/code_sample'
import { firstSamples } from '#services/published_samples'

const ORDER = '/admin/code-samples/order/'

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'code_samples.manage' })
  return user
}

async function three(): Promise<[CodeSample, CodeSample, CodeSample]> {
  await CodeSample.query().delete()
  // Two share a place, as imports may bring them.
  const make = (name: string, position: number) =>
    CodeSampleFactory.merge({ name, position, isPublished: true }).create()
  return [await make('One', 4), await make('Two', 4), await make('Three', 9)]
}

const names = async () => (await firstSamples(10)).map(({ name }) => name)
const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const move = (client: ApiClient, user: User, text: string) => sent(client.post(ORDER), user).form({ move: text })

test.group('The order of code samples', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is changed by staff, and noted', async ({ client, assert }) => {
    const user = await editor()
    const [one, two, last] = await three()
    const moved = await move(client, user, `${last.id} before ${two.id}`)
    moved.assertHeader('location', ORDER)
    assert.equal(moved.flashMessage('adminReorder').said, '“Three” stands before “Two” now.')
    assert.deepEqual(await names(), ['One', 'Three', 'Two'])
    await move(client, user, `${one.id} after ${two.id}`)
    assert.deepEqual(await names(), ['Three', 'Two', 'One'])
    const again = await move(client, user, `${one.id} after ${two.id}`)
    assert.include(String(again.flashMessage('adminReorder').said), 'stood there already')
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'code_samples.sample.move' })
    assert.lengthOf(entries, 2)
    assert.containsSubset(entries[1], { actor: { id: user.id }, before: { position: 9 }, after: { position: 2 } })
    const page = (await client.get(ORDER).loginAs(user)).text()
    assert.include(page, `value="${two.id} before ${last.id}"`)
  })

  test('refuses samples that are gone, and what is no move', async ({ client, assert }) => {
    const user = await editor()
    const [one] = await three()
    for (const text of ['', 'x', `${one.id} after 99999999`, `99999999 before ${one.id}`]) {
      const refused = await move(client, user, text)
      assert.property(refused.flashMessage('inputErrorsBag'), 'move', text)
    }
    const itself = await move(client, user, `${one.id} after ${one.id}`)
    assert.include(String(itself.flashMessage('adminReorder').said), 'stood there already')
    assert.deepEqual(await names(), ['One', 'Two', 'Three'])
  })

  test('is nothing for others, and gone while the plugin is off', async ({ client, assert, cleanup }) => {
    const [one, two] = await three()
    for (const user of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
      ;(await client.get(ORDER).loginAs(user)).assertStatus(403)
      ;(await move(client, user, `${one.id} after ${two.id}`)).assertStatus(403)
    }
    assert.deepEqual(await names(), ['One', 'Two', 'Three'])
    cleanup(await switchFeature('code_samples', 'off'))
    ;(await client.get(ORDER).loginAs(await UserFactory.apply('superuser').create())).assertStatus(404)
  })

  test('costs the same number of queries however many there are, also to change', async ({ client, assert }) => {
    const user = await editor()
    const [one, two] = await three()
    const few = await countQueries(() => client.get(ORDER).loginAs(user))
    const moved = await countQueries(() => move(client, user, `${one.id} after ${two.id}`))
    await CodeSampleFactory.createMany(30)
    const many = await countQueries(() => client.get(ORDER).loginAs(user))
    const movedAmongMany = await countQueries(() => move(client, user, `${one.id} before ${two.id}`))
    assert.equal(many.length, few.length)
    assert.equal(movedAmongMany.length, moved.length)
  })
})
