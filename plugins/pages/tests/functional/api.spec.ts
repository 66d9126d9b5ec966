import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { bodyOf, countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { WireCredentials, type WireAccount } from '@pydotorg/platform/wire_api'
import { DateTime } from 'luxon'
import { PageFactory } from '#database/factories/page_factory'
import { RedirectFactory } from '#database/factories/redirect_factory'
import Page from '#models/page'
import { revisionsOf } from '#services/page_history'

const V1 = '/api/v1/pages/page/'
const V2 = '/api/v2/pages/page/'

/** Gives the API one account, whose key and token are `key`. */
function credentialsOf({ id, username, isStaff }: User): () => void {
  const account: WireAccount = { id, username, isActive: true, isStaff }
  class One extends WireCredentials {
    override async byApiKey(name: string, key: string): Promise<WireAccount | null> {
      return name === username && key === 'key' ? account : null
    }

    override async byToken(token: string): Promise<WireAccount | null> {
      return token === 'key' ? account : null
    }
  }
  app.container.swap(WireCredentials, () => new One())
  return () => app.container.restore(WireCredentials)
}

const jsonOf = async (request: ApiRequest) => JSON.parse(bodyOf(await request))
const titles = (rows: { title: string }[]) => rows.map(({ title }) => title)

async function samples(): Promise<void> {
  await PageFactory.merge({ title: 'B', path: 'made/b', keywords: 'Python, snakes' }).create()
  await PageFactory.merge({
    title: 'A',
    path: 'made/a',
    description: 'First',
    templateName: 'psf/default.html',
  }).create()
  await PageFactory.apply('draft').merge({ title: 'C', path: 'made/c' }).create()
}

test.group('Pages in the API, to read', (group) => {
  let staff: User
  let headers: { v1: string; v2: string }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    staff = await UserFactory.apply('staff').create()
    headers = { v1: `ApiKey ${staff.username}:key`, v2: 'Token key' }
    const undo = credentialsOf(staff)
    await samples()
    return undo
  })

  test('version 1 lists published ones by title, and all to staff', async ({ client, assert }) => {
    const { meta, objects } = await jsonOf(client.get(V1))
    assert.equal(meta.total_count, 2)
    const page = await Page.findByOrFail('path', 'made/a')
    assert.deepEqual(objects[0], {
      content: page.contentRendered,
      description: 'First',
      is_published: true,
      keywords: '',
      path: 'made/a',
      resource_uri: `${V1}${page.id}/`,
      template_name: 'psf/default.html',
      title: 'A',
    })
    assert.deepEqual(titles(objects), ['A', 'B'])
    const all = await jsonOf(client.get(V1).header('authorization', headers.v1))
    assert.deepEqual(titles(all.objects), ['A', 'B', 'C'])
  })

  test('version 2 lists two to a guest and three to staff, as a bare array', async ({ client, assert }) => {
    const rows = await jsonOf(client.get(V2))
    assert.deepEqual(titles(rows), ['A', 'B'])
    assert.deepEqual(Object.keys(rows[0]), [
      ...['title', 'path', 'keywords', 'description', 'content', 'is_published', 'template_name', 'resource_uri'],
    ])
    assert.match(rows[0].resource_uri, /^https?:\/\/.+\/api\/v2\/pages\/page\/\d+\/$/)
    const all = await jsonOf(client.get(V2).header('authorization', headers.v2))
    assert.deepEqual(titles(all), ['A', 'B', 'C'])
    assert.isFalse(all[2].is_published)
  })

  test('hides the row of a draft from guests: 401 in version 1, 404 in version 2', async ({ client, assert }) => {
    const { id } = await Page.findByOrFail('path', 'made/c')
    const first = await client.get(`${V1}${id}/`)
    first.assertStatus(401)
    const second = await client.get(`${V2}${id}/`)
    second.assertStatus(404)
    assert.equal(bodyOf(second), '{"detail":"No Page matches the given query."}')
    const shown = await client.get(`${V2}${id}/`).header('authorization', headers.v2)
    shown.assertStatus(200)
  })

  test('tells a page whose time has not come, or is over, as a draft', async ({ client, assert }) => {
    await PageFactory.apply('scheduled').merge({ title: 'D', path: 'made/d' }).create()
    await PageFactory.apply('expired').merge({ title: 'E', path: 'made/e' }).create()
    const publishAt = DateTime.utc().minus({ minutes: 1 })
    await PageFactory.merge({ title: 'F', path: 'made/f', publishAt }).create()
    assert.deepEqual(titles(await jsonOf(client.get(V2))), ['A', 'B', 'F'])
    const drafts = await jsonOf(client.get(`${V2}?is_published=false`).header('authorization', headers.v2))
    assert.deepEqual(titles(drafts), ['C', 'D', 'E'])
  })

  test('{query} finds {found} in both versions')
    .with([
      { query: 'keywords__icontains=PYTHON', found: ['B'] },
      { query: 'keywords__icontains=%25', found: [] },
      { query: 'keywords=Python,+snakes', found: ['B'] },
      { query: 'title=A', found: ['A'] },
      { query: 'path=made/b', found: ['B'] },
      { query: 'is_published=true', found: ['A', 'B'] },
    ] as { query: string; found: string[] }[])
    .run(async ({ client, assert }, { query, found }) => {
      assert.deepEqual(titles((await jsonOf(client.get(`${V1}?${query}`))).objects), found)
      assert.deepEqual(titles(await jsonOf(client.get(`${V2}?${query}`))), found)
    })

  test('refuses other filters in the words of python.org', async ({ client, assert }) => {
    const first = await client.get(`${V1}?title__icontains=a`)
    first.assertStatus(400)
    assert.equal(bodyOf(first), `{"error": "'icontains' is not an allowed filter on the 'title' field."}`)
    const second = await client.get(`${V2}?keywords__contains=a`)
    second.assertStatus(400)
    assert.equal(bodyOf(second), `{"error":["'contains' is not an allowed filter on the 'keywords' field."]}`)
  })

  test('asks the database the same for two rows and for twenty', async ({ client, assert }) => {
    const few = await countQueries(() => client.get(V2))
    await PageFactory.createMany(18)
    const many = await countQueries(() => client.get(V2))
    assert.equal(many.length, few.length)
  })

  test('is gone from addresses and roots while the plugin is off', async ({ client, assert, cleanup }) => {
    for (const root of ['/api/v1/', '/api/v2/']) assert.property(await jsonOf(client.get(root)), 'pages/page')
    cleanup(await switchFeature('pages', 'off'))
    for (const path of [V1, V2]) (await client.get(path)).assertStatus(404)
    for (const root of ['/api/v1/', '/api/v2/']) assert.notProperty(await jsonOf(client.get(root)), 'pages/page')
  })
})

test.group('Pages in the API, to write', (group) => {
  let staff: User

  const send = (client: ApiClient, method: 'post' | 'put' | 'delete', path: string) =>
    client[method](path).header('authorization', path.startsWith(V1) ? `ApiKey ${staff.username}:key` : 'Token key')

  const page = { title: 'New', path: '/made/new/', content: 'A *word*', description: '', keywords: '' }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    staff = await UserFactory.apply('staff').create()
    return credentialsOf(staff)
  })

  test('version 1 makes a page, in reStructuredText, with a revision and one entry in the log', async ({
    client,
    assert,
  }) => {
    const response = await send(client, 'post', V1).json(page)
    response.assertStatus(201)
    assert.equal(bodyOf(response), '')
    const made = await Page.findByOrFail('path', 'made/new')
    assert.equal(response.header('location'), `${V1}${made.id}/`)
    assert.containsSubset(made.$attributes, {
      isPublished: true,
      creatorId: staff.id,
      contentMarkupType: 'restructuredtext',
    })
    assert.include(made.contentRendered, '<em>word</em>')
    const [revision] = await revisionsOf(made.id)
    assert.equal(revision!.authorName, staff.username)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'page', id: made.id } })
    assert.lengthOf(entries, 1)
    assert.containsSubset(entries[0], {
      action: 'pages.page.create',
      actor: { id: staff.id },
      subject: { label: 'New' },
    })
    const visit = await client.get('/made/new/')
    visit.assertStatus(200)
  })

  test('version 1 refuses {why}')
    .with([
      { why: 'a path that cannot be one', differing: { path: 'Made/New' }, said: /lower-case/ },
      { why: 'a path that a route answers', differing: { path: 'downloads' }, said: /downloads\.index/ },
      { why: 'a path that is taken', differing: { path: 'made/taken' }, said: /already/ },
      { why: 'a path that leads elsewhere', differing: { path: 'made/led' }, said: /leads to/ },
      { why: 'no title', differing: { title: '' }, said: /blank/ },
      { why: 'a template that is none', differing: { template_name: 'x' }, said: /no template/ },
    ])
    .run(async ({ client, assert }, { differing, said }) => {
      await PageFactory.merge({ path: 'made/taken' }).create()
      await RedirectFactory.merge({ oldPath: '/made/led', newPath: '/made/' }).create()
      const response = await send(client, 'post', V1).json({ ...page, ...differing })
      response.assertStatus(400)
      assert.match(bodyOf(response), said)
      assert.lengthOf(await Page.all(), 1)
    })

  test('version 1 deletes a page, once', async ({ client, assert }) => {
    const { id } = await PageFactory.create()
    const response = await send(client, 'delete', `${V1}${id}/`)
    response.assertStatus(204)
    assert.isNull(await Page.find(id))
    const again = await send(client, 'delete', `${V1}${id}/`)
    again.assertStatus(404)
  })

  test('is for staff with a key only', async ({ client, assert }) => {
    const guest = await client.post(V1).json(page)
    guest.assertStatus(401)
    const wrong = await client.post(V1).header('authorization', `ApiKey ${staff.username}:wrong`).json(page)
    wrong.assertStatus(401)
    assert.lengthOf(await Page.all(), 0)
  })

  test('version 2 and the other methods of version 1 write nothing', async ({ client, assert }) => {
    const { id } = await PageFactory.create()
    const refusals = [
      { request: send(client, 'post', V2).json(page), status: 405 },
      { request: send(client, 'delete', `${V2}${id}/`), status: 405 },
      { request: client.post(V2).json(page), status: 401 },
      { request: send(client, 'put', `${V1}${id}/`).json(page), status: 405 },
      { request: send(client, 'delete', V1), status: 405 },
    ]
    for (const { request, status } of refusals) (await request).assertStatus(status)
    assert.lengthOf(await Page.all(), 1)
  })
})
