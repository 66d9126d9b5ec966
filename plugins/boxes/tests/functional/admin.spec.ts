import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Contracts } from '@pydotorg/platform/contracts'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import Boxes from '#contracts/boxes'
import { BoxFactory } from '#database/factories/box_factory'
import Box from '#models/box'

const LIST = '/admin/manage/boxes/boxes/'

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'boxes.manage' })
  return user
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

async function generate(label: string, html: string): Promise<string[]> {
  const boxes = await (await app.container.make(Contracts)).get(Boxes)
  return boxes.write('downloads', async () => [{ label, html }])
}

test.group('Boxes in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are added, changed and deleted by staff, and everybody sees it at once', async ({ client, assert }) => {
    const user = await editor()
    const added = await sent(client.post(`${LIST}new/`), user).form({
      label: 'hello-staff',
      content: 'It is *here*.',
      contentMarkupType: 'markdown',
    })
    added.assertStatus(303)
    const box = await Box.findByOrFail('label', 'hello-staff')
    assert.equal(box.creatorId, user.id)
    assert.include((await client.get('/box/hello-staff/')).text(), '<em>here</em>')

    const changed = await sent(client.post(`${LIST}${box.id}/`), user).form({
      label: 'hello-staff',
      content: 'It is **there**.',
      contentMarkupType: 'markdown',
    })
    changed.assertStatus(303)
    assert.include((await client.get('/box/hello-staff/')).text(), '<strong>there</strong>')

    const deleted = await sent(client.post(`${LIST}${box.id}/delete/`), user).form({})
    deleted.assertHeader('location', LIST)
    ;(await client.get('/box/hello-staff/')).assertStatus(404)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'box', id: box.id } })
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.id]),
      [
        ['boxes.box.delete', user.id],
        ['boxes.box.update', user.id],
        ['boxes.box.create', user.id],
      ]
    )
  })

  test('are not taken with a label that is none, or that another box has', async ({ client, assert }) => {
    const user = await editor()
    await BoxFactory.merge({ label: 'taken' }).create()
    for (const label of ['two words', 'taken', '', 'x'.repeat(101)]) {
      const form = { label, content: 'Typed with care', contentMarkupType: 'html' }
      const refused = await sent(client.post(`${LIST}new/`), user).form(form)
      refused.assertStatus(422)
      refused.assertTextIncludes('Typed with care')
      refused.assertTextIncludes('aria-invalid')
    }
    assert.lengthOf(await Box.query().where('content', 'Typed with care'), 0)
  })

  test('are shown beforehand as they will look', async ({ client }) => {
    const form = { content: '# Big', contentMarkupType: 'markdown' }
    const preview = await sent(client.post(`${LIST}preview/content/`), await editor()).form(form)
    preview.assertStatus(200)
    preview.assertTextIncludes('Big</h')
  })

  test('say when a program writes them, also after staff wrote into one', async ({ client, assert }) => {
    const user = await editor()
    await BoxFactory.merge({ label: 'by-hand' }).create()
    assert.deepEqual(await generate('by-program', '<p>1</p>'), ['by-program'])
    const { id } = await Box.findByOrFail('label', 'by-program')
    const form = { label: 'by-program', content: 'mine', contentMarkupType: 'html' }
    ;(await sent(client.post(`${LIST}${id}/`), user).form(form)).assertStatus(303)
    const page = await client.get(`${LIST}${id}/`).loginAs(user)
    page.assertTextIncludes('A program, downloads.')

    const list = async (writer: string) => (await client.get(LIST).qs({ f_writer: writer }).loginAs(user)).text()
    assert.include(await list('program'), 'program: downloads')
    assert.notInclude(await list('program'), 'by-hand')
    assert.include(await list('staff'), 'by-hand')
    assert.notInclude(await list('staff'), 'by-program')
  })

  test('that a program would write as they are become its own without an entry', async ({ assert }) => {
    const { id } = await BoxFactory.merge({ label: 'same', content: '<p>1</p>', contentMarkupType: 'html' }).create()
    assert.deepEqual(await generate('same', '<p>1</p>'), [])
    assert.equal((await Box.findOrFail(id)).generatedBy, 'downloads')
    const audit = await app.container.make(AuditLog)
    assert.lengthOf((await audit.page({ subject: { type: 'box', id } })).entries, 0)
  })

  test('are nothing for others, and gone while the plugin is off', async ({ client, cleanup }) => {
    const { id } = await BoxFactory.create()
    const stranger = await UserFactory.create()
    const form = { label: 'evil', content: '', contentMarkupType: 'html' }
    ;(await client.get(LIST).loginAs(stranger)).assertStatus(403)
    ;(await sent(client.post(`${LIST}${id}/`), stranger).form(form)).assertStatus(403)
    ;(await sent(client.post(`${LIST}${id}/delete/`), stranger).form({})).assertStatus(403)
    const user = await UserFactory.apply('superuser').create()
    cleanup(await switchFeature('boxes', 'off'))
    ;(await client.get(LIST).loginAs(user)).assertStatus(404)
    ;(await sent(client.post(`${LIST}${id}/`), user).form(form)).assertStatus(404)
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await editor()
    await BoxFactory.create()
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await BoxFactory.createMany(40)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 10)
  })
})
