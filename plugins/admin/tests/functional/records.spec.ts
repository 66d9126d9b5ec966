import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { company, editor, TABLE } from './sample_companies.js'

const LIST = '/admin/manage/companies/companies/'

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const words = (html: string) => html.replace(/\s+/g, ' ')
const names = (html: string) =>
  [...html.matchAll(/aria-label="Edit|data-admin-row\s*>\s*([^<]+?)\s*<\/a>/g)].map(([, name]) => name)
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const link = (html: string, rel: string) => {
  return new RegExp(`rel="${rel}"\\s+href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null
}

test.group('Lists of records', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are searched by every word, and say when nothing fits', async ({ client, assert }) => {
    const user = await editor()
    await company('Snake Works', { contact: 'Ada' })
    await company('Snake Oil 100%')
    const found = await client.get(LIST).qs({ q: 'ada snake' }).loginAs(user)
    assert.deepEqual(names(found.text()), ['Snake Works'])
    const literal = await client.get(LIST).qs({ q: '0%' }).loginAs(user)
    assert.deepEqual(names(literal.text()), ['Snake Oil 100%'])
    const none = await client.get(LIST).qs({ q: 'nothing' }).loginAs(user)
    none.assertTextIncludes('No company fits')
  })

  test('lead through pages that lose no row and show none twice, forwards and back', async ({ client, assert }) => {
    const user = await editor()
    await db.from(TABLE).delete()
    const rows = Array.from({ length: 120 }, (_, index) => ({
      name: `Company ${String(index).padStart(3, '0')}`,
      slug: `c${index}`,
    }))
    await db.table(TABLE).multiInsert(rows)
    for (const order of ['name', '-createdAt']) {
      const seen: (string | undefined)[] = []
      let path: string | null = `${LIST}?order=${order}`
      let last = path
      while (path) {
        last = path
        const page = await client.get(path).loginAs(user)
        page.assertStatus(200)
        seen.push(...names(page.text()))
        path = link(page.text(), 'next')
      }
      assert.lengthOf(seen, 120, order)
      assert.lengthOf([...new Set(seen)], 120, order)
      const back = link((await client.get(last).loginAs(user)).text(), 'prev')!
      assert.deepEqual(names((await client.get(back).loginAs(user)).text()), seen.slice(50, 100), order)
    }
  })

  test('are narrowed by date, step by step', async ({ client, assert }) => {
    const user = await editor()
    await company('Old', { created_at: '2019-05-04T10:00:00Z' })
    await company('Older', { created_at: '2019-04-04T10:00:00Z' })
    const shown = async (date: string) => names((await client.get(LIST).qs({ date }).loginAs(user)).text())
    assert.deepEqual(await shown('2019'), ['Old', 'Older'])
    assert.deepEqual(await shown('2019-05'), ['Old'])
    assert.deepEqual(await shown('2019-05-05'), [])
  })

  test('take nonsense in the address for nothing', async ({ client }) => {
    const user = await editor()
    for (const search of [
      'after=x',
      'after=WzEsMl0',
      'order=password',
      'date=2019-13',
      'f_createdAt_from=x',
      'q[]=a',
      'f_nothing=1',
    ]) {
      const response = await client.get(`${LIST}?${search}`).loginAs(user)
      response.assertStatus(200)
    }
  })

  test('ask the database no more for fifty rows than for one', async ({ client, assert }) => {
    const user = await editor()
    await company('One')
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    await db
      .table(TABLE)
      .multiInsert(Array.from({ length: 60 }, (_, index) => ({ name: `C ${index}`, slug: `c${index}` })))
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
  })

  test('are exported as CSV without formulas, and as JSON', async ({ client, assert }) => {
    const user = await editor()
    await company('=cmd()', { contact: 'Ada, "A"' })
    const csv = await client.get(`${LIST}export/csv/`).qs({ q: 'cmd' }).loginAs(user)
    csv.assertHeader('content-type', 'text/csv; charset=utf-8')
    assert.include(csv.text(), `'=cmd(),"Ada, ""A"""`)
    const json = await client.get(`${LIST}export/json/`).qs({ q: 'cmd' }).loginAs(user)
    assert.containsSubset(JSON.parse(json.text()), [{ name: '=cmd()' }])
  })

  test('keep a search under a name, for its owner only', async ({ client, assert }) => {
    const user = await editor()
    const kept = await sent(client.post(`${LIST}filters/`), user).form({ name: 'Snakes', search: 'q=snake&evil=1' })
    kept.assertHeader('location', `${LIST}?q=snake`)
    assert.include((await client.get(LIST).loginAs(user)).text(), `${LIST}?q=snake`)
    assert.notInclude((await client.get(LIST).loginAs(await editor())).text(), 'Snakes')
  })
})

test.group('Forms of records', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('make and change a record by the service of its plugin, with an entry in the log', async ({
    client,
    assert,
  }) => {
    const user = await editor()
    const made = await sent(client.post(`${LIST}new/`), user).form({
      name: 'Example Works',
      about: '*Hi*',
      aboutMarkupType: 'markdown',
    })
    made.assertStatus(303)
    const row = await db.from(TABLE).where('slug', 'example-works').firstOrFail()
    assert.include(row.about_rendered, '<em>Hi</em>')
    const form = await client.get(`${LIST}${row.id}/`).loginAs(user)
    const changed = await sent(client.post(`${LIST}${row.id}/`), user).form({
      ...{
        _version: hidden(form.text(), '_version'),
        name: 'Example, Inc.',
        slug: row.slug,
        about: '*Hi*',
        aboutMarkupType: 'markdown',
      },
      _then: 'stay',
    })
    changed.assertHeader('location', `${LIST}${row.id}/`)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'company', id: row.id } })
    assert.containsSubset(entries[0], {
      actor: { id: user.id },
      before: { name: 'Example Works' },
      after: { name: 'Example, Inc.' },
    })
    const history = await client.get(`${LIST}${row.id}/history/`).loginAs(user)
    assert.include(history.text(), '<del>Example Works</del>')
    const restored = await client.get(`${LIST}${row.id}/?restore=${entries[0]!.id}`).loginAs(user)
    assert.include(restored.text(), 'value="Example Works"')
  })

  test('come back with everything that was typed, and say what is wrong', async ({ client, assert }) => {
    const user = await editor()
    const response = await sent(client.post(`${LIST}new/`), user).form({
      name: '',
      url: 'nonsense',
      contact: 'Ada Lovelace',
    })
    response.assertStatus(422)
    const text = words(response.text())
    assert.include(text, '2 things are not right yet')
    for (const typed of ['value="nonsense"', 'value="Ada Lovelace"']) assert.include(text, typed)
    await company('Taken')
    const taken = await sent(client.post(`${LIST}new/`), user).form({ name: 'Taken' })
    taken.assertStatus(422)
    taken.assertTextIncludes('There is a company of this name')
  })

  test('say when an uploaded image or document is gone', async ({ client, assert }) => {
    const form = { name: 'Pictured', about: '', aboutMarkupType: 'markdown', logoId: '999999999' }
    const refused = await sent(client.post(`${LIST}new/`), await editor()).form(form)
    refused.assertStatus(422)
    refused.assertTextIncludes('What was uploaded here is gone.')
    refused.assertTextIncludes('value="Pictured"')
    assert.isNull(await db.from(TABLE).where('name', 'Pictured').first())
  })

  test('tell the second of two people, take over what they left alone, and show both versions', async ({
    client,
    assert,
  }) => {
    const user = await editor()
    const id = await company('First', { contact: 'Ada', url: 'https://old.example/' })
    const opened = hidden((await client.get(`${LIST}${id}/`).loginAs(user)).text(), '_version')
    await db.from(TABLE).where({ id }).update({ name: 'Theirs', url: 'https://new.example/' })
    const typed = {
      name: 'Mine',
      slug: 'first',
      contact: 'Grace',
      url: 'https://old.example/',
      aboutMarkupType: 'markdown',
    }
    const met = await sent(client.post(`${LIST}${id}/`), user).form({ ...typed, _version: opened })
    met.assertStatus(409)
    const text = words(met.text())
    for (const part of ['Theirs', 'value="Mine"', 'value="Grace"', 'value="https://new.example/"'])
      assert.include(text, part)
    assert.equal((await db.from(TABLE).where({ id }).first()).name, 'Theirs')
    const again = await sent(client.post(`${LIST}${id}/`), user).form({
      ...typed,
      ...{ url: 'https://new.example/', _version: hidden(met.text(), '_version') },
    })
    again.assertStatus(303)
    assert.containsSubset(await db.from(TABLE).where({ id }).first(), {
      name: 'Mine',
      contact: 'Grace',
      url: 'https://new.example/',
    })
  })

  test('delete after a page that says what becomes of others', async ({ client, assert }) => {
    const user = await editor()
    const id = await company('Gone')
    const asked = await client.get(`${LIST}${id}/delete/`).loginAs(user)
    asked.assertTextIncludes('Delete for good')
    const deleted = await sent(client.post(`${LIST}${id}/delete/`), user).form({})
    deleted.assertHeader('location', LIST)
    assert.isNull(await db.from(TABLE).where({ id }).first())
    const gone = await client.get(`${LIST}${id}/`).loginAs(user)
    gone.assertStatus(404)
  })

  test('show how markup will look, without a script in it', async ({ client, assert }) => {
    const user = await editor()
    const response = await sent(client.post(`${LIST}preview/about/`), user).form({
      about: '*Hi* <script>x</script>',
      aboutMarkupType: 'markdown',
    })
    response.assertStatus(200)
    assert.include(response.text(), '<em>Hi</em>')
    assert.notInclude(response.text(), '<script>x')
  })

  test('are closed to who may not, at every address', async ({ client, assert }) => {
    const id = await company('Closed')
    const stranger = await UserFactory.create()
    const other = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: other.id, permission: 'user_groups.moderate' })
    const reads = [
      LIST,
      `${LIST}new/`,
      `${LIST}${id}/`,
      `${LIST}${id}/delete/`,
      `${LIST}${id}/history/`,
      `${LIST}export/csv/`,
    ]
    const writes = [`${LIST}new/`, `${LIST}${id}/`, `${LIST}${id}/delete/`, `${LIST}filters/`, `${LIST}preview/about/`]
    for (const user of [stranger, other]) {
      for (const path of reads) (await client.get(path).loginAs(user)).assertStatus(403)
      for (const path of writes) (await sent(client.post(path), user).form({ name: 'x' })).assertStatus(403)
    }
    assert.equal((await db.from(TABLE).where({ id }).first()).name, 'Closed')
  })
})
