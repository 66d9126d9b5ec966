import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { PageFactory } from '#database/factories/page_factory'
import { PageFiles } from '#services/page_files'

/** One blue pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64'
)
const CSV = Buffer.from('name,age\nAda,36\n')

const files = () => app.container.make(PageFiles)
const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const words = (html: string) => html.replace(/\s+/g, ' ')

async function writer(permission = 'pages.write'): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission })
  return user
}

test.group('Files of a page in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are taken several at once, shown with what to write for them, and noted', async ({ client, assert }) => {
    const user = await writer()
    const page = await PageFactory.create()
    const path = `/admin/pages/${page.id}/files/`
    const response = await sent(client.post(path), user)
      .file('files[]', PNG, { filename: 'blue-dot.png' })
      .file('files[]', CSV, { filename: 'people [1].csv' })
    response.assertStatus(303)
    response.assertHeader('location', path)
    assert.equal(response.flashMessage('pageFilesNotice'), 'Added: blue-dot.png, people [1].csv.')
    const [image, document] = await (await files()).of(page.id)
    const list = await client.get(path).loginAs(user)
    assert.include(list.text(), `![blue dot](${image!.address})`)
    assert.include(list.text(), `[people \\[1\\].csv](${document!.address})`)
    assert.include(list.text(), '<turbo-frame id="admin-beside"')
    const form = await client.get(`/admin/manage/pages/pages/${page.id}/`).loginAs(user)
    assert.include(form.text(), `src="${path}"`)
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'page', id: page.id } })
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.id]),
      [
        ['pages.document.create', user.id],
        ['pages.image.create', user.id],
      ]
    )
  })

  test('that are refused are named with the reason, and keep no other away', async ({ client, assert }) => {
    const user = await writer()
    const page = await PageFactory.create()
    const response = await sent(client.post(`/admin/pages/${page.id}/files/`), user)
      .file('files[]', CSV, { filename: 'lying.png' })
      .file('files[]', PNG, { filename: 'dot.png' })
      .file('files[]', Buffer.from('MZ\u0000\u0001'), { filename: 'tool.exe' })
    response.assertStatus(422)
    const text = words(response.text())
    for (const named of ['lying.png: ', 'tool.exe: ', '![dot](']) assert.include(text, named)
    assert.lengthOf(await (await files()).of(page.id), 1)
    const none = await sent(client.post(`/admin/pages/${page.id}/files/`), user).fields({ a: 'b' })
    none.assertStatus(422)
    none.assertTextIncludes('Choose at least one file.')
  })

  test('are twenty at once, and a bounded number of a page', async ({ client, assert }) => {
    const user = await writer()
    const page = await PageFactory.create()
    const many = sent(client.post(`/admin/pages/${page.id}/files/`), user)
    for (let index = 0; index < 22; index += 1)
      many.file('files[]', Buffer.from(`line ${index}\n`), { filename: `${index}.txt` })
    const response = await many
    response.assertStatus(422)
    response.assertTextIncludes('At most 20 files are taken at once. Send the last 2 again.')
    assert.lengthOf(await (await files()).of(page.id), 20)
    await db.rawQuery(
      `with made as (
        insert into media_documents (name, key, content_type, byte_size)
        select 'a.txt', 'many-' || n, 'text/plain', 1 from generate_series(1, 480) n returning id)
      insert into pages_documents (page_id, file_id) select ?, id from made`,
      [page.id]
    )
    const full = await sent(client.post(`/admin/pages/${page.id}/files/`), user).file('files[]', CSV, {
      filename: 'one-more.csv',
    })
    full.assertStatus(422)
    full.assertTextIncludes('A page has at most 500 documents.')
  })

  test('are taken away, and cost as many queries however many there are', async ({ client, assert }) => {
    const user = await writer()
    const page = await PageFactory.create()
    const path = `/admin/pages/${page.id}/files/`
    await sent(client.post(path), user).file('files[]', PNG, { filename: 'dot.png' })
    const one = await countQueries(() => client.get(path).loginAs(user))
    await sent(client.post(path), user)
      .file('files[]', CSV, { filename: 'a.csv' })
      .file('files[]', Buffer.from('b\n'), { filename: 'b.csv' })
    const three = await countQueries(() => client.get(path).loginAs(user))
    // Documents of a page are read with the first of them.
    assert.isAtMost(three.length, one.length + 1)
    const [image] = await (await files()).of(page.id)
    const away = `${path}image/${image!.file.id}/delete/`
    ;(await sent(client.post(away), user).form({})).assertStatus(303)
    assert.lengthOf(await (await files()).of(page.id), 2)
    ;(await sent(client.post(away), user).form({})).assertStatus(404)
    const other = await PageFactory.create()
    const [document] = await (await files()).of(page.id)
    const foreign = `/admin/pages/${other.id}/files/document/${document!.file.id}/delete/`
    ;(await sent(client.post(foreign), user).form({})).assertStatus(404)
  })

  test('are closed to strangers, and gone while pages are off', async ({ client, assert }) => {
    const page = await PageFactory.create()
    const path = `/admin/pages/${page.id}/files/`
    const { file } = await (
      await files()
    ).add(
      page.id,
      { kind: 'image', file: { name: 'dot.png', bytes: PNG } },
      {
        actor: { id: null, name: 'a test' },
      }
    )
    for (const user of [await UserFactory.create(), await writer('pages.redirect')]) {
      ;(await client.get(path).loginAs(user)).assertStatus(403)
      ;(await sent(client.post(path), user).file('files[]', CSV, { filename: 'a.csv' })).assertStatus(403)
      ;(await sent(client.post(`${path}image/${file.id}/delete/`), user).form({})).assertStatus(403)
    }
    assert.lengthOf(await (await files()).of(page.id), 1)
    const user = await writer()
    const restore = await switchFeature('pages', 'off')
    ;(await client.get(path).loginAs(user)).assertStatus(404)
    ;(await sent(client.post(path), user).file('files[]', CSV, { filename: 'a.csv' })).assertStatus(404)
    restore()
  })
})
