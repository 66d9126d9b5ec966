import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { CodeSampleFactory } from '#database/factories/code_sample_factory'
import CodeSample from '#models/code_sample'

const LIST = '/admin/manage/code_samples/samples/'

const FORM = {
  name: 'Sums',
  description: 'Sums of numbers.',
  code: '>>> 1 + 1\r\n2',
  output: '',
  copy: 'They *add up*.',
  copyMarkupType: 'markdown',
  position: '',
}

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'code_samples.manage' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

test.group('Code samples in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are added last, published, put first and deleted', async ({ client, assert }) => {
    const user = await editor()
    await CodeSample.query().delete()
    const other = await CodeSampleFactory.merge({ name: 'Other', position: 7, isPublished: true }).create()
    ;(await sent(client.post(`${LIST}new/`), user).form(FORM)).assertStatus(303)
    const sample = await CodeSample.findByOrFail('slug', 'sums')
    assert.containsSubset(sample, { position: 8, isPublished: false, code: '>>> 1 + 1\n2', output: '' })
    ;(await client.get('/code-samples/sums/')).assertStatus(404)

    const first = { ...FORM, slug: 'sums', isPublished: 'true', position: '1' }
    ;(await sent(client.post(`${LIST}${sample.id}/`), user).form(first)).assertStatus(303)
    ;(await client.get('/code-samples/sums/')).assertTextIncludes('<em>add up</em>')
    const list = (await client.get('/code-samples/')).text()
    assert.isBelow(list.indexOf('Sums'), list.indexOf(other.name))
    const kept = { ...first, position: '' }
    ;(await sent(client.post(`${LIST}${sample.id}/`), user).form(kept)).assertStatus(303)
    assert.equal((await CodeSample.findOrFail(sample.id)).position, 1)
    ;(await sent(client.post(`${LIST}${sample.id}/delete/`), user).form({})).assertStatus(303)
    const { entries } = await (
      await app.container.make(AuditLog)
    ).page({
      subject: { type: 'code_sample', id: sample.id },
    })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['delete', 'update', 'create'].map((verb) => `code_samples.sample.${verb}`)
    )
  })

  test('are not taken with {field} as "{value}", and nothing typed is lost')
    .with([
      { field: 'code', value: ' \n ', says: 'Fill this in.' },
      { field: 'name', value: '???', says: 'the title makes the address' },
      { field: 'name', value: 'Taken', says: 'There is a sample with this title' },
      { field: 'position', value: '0', says: 'at least 1' },
      { field: 'position', value: 'first', says: 'Write a number here.' },
      { field: 'description', value: '', says: 'Fill this in.' },
    ])
    .run(async ({ client, assert }, { field, value, says }) => {
      await CodeSampleFactory.merge({ name: 'Taken' }).create()
      const refused = await sent(client.post(`${LIST}new/`), await editor()).form({ ...FORM, [field]: value })
      refused.assertStatus(422)
      refused.assertTextIncludes(says)
      refused.assertTextIncludes('They *add up*.')
      assert.isNull(await CodeSample.findBy('slug', 'sums'))
    })

  test('are nothing for others, and gone while the plugin is off', async ({ client, assert, cleanup }) => {
    const sample = await CodeSampleFactory.create()
    const stranger = await UserFactory.apply('staff').create()
    ;(await client.get(LIST).loginAs(stranger)).assertStatus(403)
    ;(await sent(client.post(`${LIST}new/`), stranger).form(FORM)).assertStatus(403)
    ;(await sent(client.post(`${LIST}${sample.id}/delete/`), stranger).form({})).assertStatus(403)
    assert.isNotNull(await CodeSample.find(sample.id))
    cleanup(await switchFeature('code_samples', 'off'))
    ;(await client.get(LIST).loginAs(await UserFactory.apply('superuser').create())).assertStatus(404)
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await editor()
    await CodeSampleFactory.create()
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await CodeSampleFactory.createMany(30)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 10)
  })
})
