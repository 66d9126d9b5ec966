import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, importOf, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { company, editor, TABLE } from './sample_companies.js'

const LIST = '/admin/manage/companies/companies/'
const IMPORT = `${LIST}import/`

const words = (response: ApiResponse) => response.text().replace(/\s+/g, ' ')
const bySlug = (slug: string) => db.from(TABLE).where({ slug }).first()
const sentFile = (client: ApiClient, user: User, bytes: Buffer) =>
  client
    .post(`${IMPORT}preview/`)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
    .file('file', bytes, { filename: 'companies.csv' })

test.group('Imports of records', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('say first what would come of them, and write nothing', async ({ client, assert }) => {
    const user = await editor()
    await company('Kept', { url: 'https://kept.example/' })
    await company('Moved', { url: 'https://old.example/' })
    const list = await client.get(LIST).loginAs(user)
    list.assertTextIncludes(`href="${IMPORT}"`)
    const text = [
      'Name,Slug,Site,Shoe size',
      'Kept,kept,https://kept.example/,41',
      'Moved,moved,https://new.example/,42',
      'Fresh,,https://fresh.example/,43',
      'Wrong,wrong,nonsense,44',
    ].join('\n')
    const { preview } = await importOf({ client, user, list: LIST }, text)
    preview.assertStatus(200)
    const page = words(preview)
    assert.include(page, 'To be added: 1. To be changed: 1. As before: 1. Not right: 1.')
    assert.include(page, 'Columns that are not read: Shoe size.')
    assert.include(page, '<del>https://old.example/</del>')
    assert.include(page, '<ins>https://new.example/</ins>')
    assert.match(page, /<td>5<\/td> <th scope="row">Wrong<\/th> <td>Site<\/td>/)
    assert.equal((await bySlug('moved')).url, 'https://old.example/')
    assert.isNull(await bySlug('fresh'))
  })

  test('save rows as by hand, with entries in the log, and give back what is not right', async ({ client, assert }) => {
    const user = await editor()
    const id = await company('Moved', { url: 'https://old.example/', contact: 'Ada' })
    const text = 'name,slug,url\nMoved,moved,https://new.example/\nFresh,,\n=Wrong,wrong,nonsense\n'
    const { take } = await importOf({ client, user, list: LIST }, text)
    const answer = await take()
    answer.assertStatus(422)
    const page = words(answer)
    assert.include(page, '1 row did not go in')
    assert.include(page, 'Added: 1. Changed: 1. As before: 0.')
    assert.include(answer.text(), 'name,slug,url,Why it did not go in')
    assert.containsSubset(await bySlug('moved'), { url: 'https://new.example/', contact: 'Ada' })
    assert.equal((await bySlug('fresh')).name, 'Fresh')
    assert.isNull(await bySlug('wrong'))
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'company', id } })
    assert.containsSubset(entries[0], { actor: { id: user.id }, action: 'companies.company.update' })
    const refused = /<textarea name="text" hidden[^>]*>([\s\S]*?)<\/textarea>/.exec(answer.text())![1]!
    const file = await client
      .post(`${IMPORT}refused/`)
      .loginAs(user)
      .withCsrfToken()
      .form({
        text: refused.replace(/^\n/, '').replaceAll('&#x27;', "'").replaceAll('&quot;', '"'),
      })
    file.assertHeader('content-disposition', 'attachment; filename="companies_companies_refused.csv"')
    assert.match(file.text(), /^\uFEFFname,slug,url,Why it did not go in\r\n'=Wrong,wrong,nonsense,Site: .+\r\n$/)
    const mended = await importOf(
      { client, user, list: LIST },
      file.text().replace('nonsense', 'https://right.example/')
    )
    ;(await mended.take()).assertHeader('location', LIST)
    assert.containsSubset(await bySlug('wrong'), { name: '=Wrong', url: 'https://right.example/' })
  })

  test('lead to the list when all is in, and find nothing to do a second time', async ({ client, assert }) => {
    const user = await editor()
    const imported = { client, user, list: LIST }
    const text = JSON.stringify([
      { name: 'One', about: '*Hi*', aboutMarkupType: 'markdown' },
      { name: 'Two', contact: null },
    ])
    const { take } = await importOf(imported, text)
    const done = await take()
    done.assertHeader('location', LIST)
    assert.equal(done.flashMessage('notice'), '2 records added, 0 changed.')
    assert.include((await bySlug('one')).about_rendered, '<em>Hi</em>')
    const again = await importOf(imported, text)
    assert.include(words(again.preview), 'To be added: 0. To be changed: 0. As before: 2. Not right: 0.')
    assert.notInclude(again.preview.text(), 'records in')
  })

  test('read a file {0}')
    .with([
      ['of UTF-8 with its mark and line ends of two characters', Buffer.from('\uFEFFname,slug\r\nDéjà,deja\r\n')],
      ['of UTF-16, little end first', Buffer.from('\uFEFFname\tslug\r\nDéjà\tdeja\r\n', 'utf16le')],
      ['of UTF-16, big end first', Buffer.from('\uFEFFname;slug\nDéjà;deja\n', 'utf16le').swap16()],
      ['of UTF-16 without its mark', Buffer.from('name;slug\nDéjà;deja\n', 'utf16le')],
      ['with semicolons', Buffer.from('"Name";"Slug"\n"Déjà";"deja"\n')],
      ['with empty lines', Buffer.from('\nname,slug\n\n,\nDéjà,deja\n\n')],
      ['of JSON', Buffer.from('\uFEFF[{"name":"Déjà","slug":"deja"}]')],
    ] as const)
    .run(async ({ client, assert }, [, bytes]) => {
      const user = await editor()
      const preview = await sentFile(client, user, bytes)
      preview.assertStatus(200)
      assert.include(words(preview), 'To be added: 1. To be changed: 0. As before: 0. Not right: 0.')
      assert.include(preview.text(), 'Déjà')
    })

  test('say why a file cannot be read: {0}')
    .with([
      ['', 'Choose a file, or paste'],
      ['name,slug', 'There is no row in it'],
      ['name,slug\n"a,b\n', 'It is no sound CSV near line'],
      ['contact,email\nAda,a@b.example', 'There is no column “Slug”'],
      ['name,slug,Slug\na,b,c', 'The column “Slug” is there twice.'],
      ['[{"name":', 'It is no sound JSON'],
      ['[1,2]', 'JSON has to be a list of objects'],
    ] as const)
    .run(async ({ client, assert }, [text, sentence]) => {
      const user = await editor()
      const { preview } = await importOf({ client, user, list: LIST }, text)
      preview.assertStatus(422)
      preview.assertTextIncludes(sentence)
      for (const line of text.split('\n').filter((one) => !/["<]/.test(one))) assert.include(preview.text(), line)
    })

  test('refuse letters that nobody can tell, and what is too large', async ({ client }) => {
    const user = await editor()
    const latin = await sentFile(client, user, Buffer.from('name,slug\nD\xe9j\xe0,deja\n', 'latin1'))
    latin.assertStatus(422)
    latin.assertTextIncludes('Its letters cannot be read.')
    const large = await sentFile(client, user, Buffer.alloc(2_000_001, 'a'))
    large.assertStatus(422)
    large.assertTextIncludes('2 MB at most')
    const rows = Array.from({ length: 1_001 }, (_row, index) => `C ${index},c${index}`)
    const { preview } = await importOf({ client, user, list: LIST }, `name,slug\n${rows.join('\n')}`)
    preview.assertStatus(422)
    preview.assertTextIncludes('There are more than 1,000 rows.')
    preview.assertTextIncludes('C 1000,c1000')
  })

  test('name each row that is not right by its line, its column and the reason', async ({ client, assert }) => {
    const user = await editor()
    const text = 'name,slug,email\nOne,one,"two\nlines"\nTwo,one,\n,nobody,\nFour\n,,\nNUL\0,nul,\n'
    const { preview } = await importOf({ client, user, list: LIST }, text)
    preview.assertStatus(200)
    const page = words(preview)
    const row = (line: number, column: string) =>
      new RegExp(`<td>${line}</td> <th scope="row">[^<]*</th> <td>${column}</td>`)
    assert.match(page, row(2, 'E-mail address'))
    assert.match(page, row(4, 'Slug'))
    assert.include(page, 'Line 2 has this already.')
    assert.match(page, row(5, 'Name'))
    assert.match(page, row(6, ''))
    assert.include(page, 'It has 1 cells, and the head has 3.')
    assert.include(page, 'Not right: 5.')
  })

  test('tell who was overtaken, and overwrite nothing', async ({ client, assert }) => {
    const user = await editor()
    const id = await company('Moved', { url: 'https://old.example/' })
    const text = 'name,slug,url\nMoved,moved,https://mine.example/\nFresh,fresh,\nGood,good,\n'
    const { take } = await importOf({ client, user, list: LIST }, text)
    await db.from(TABLE).where({ id }).update({ url: 'https://theirs.example/' })
    await company('Fresh', { contact: 'Grace', url: 'https://grace.example/' })
    const answer = await take()
    answer.assertStatus(422)
    assert.include(words(answer), 'Added: 1. Changed: 0. As before: 0.')
    assert.include(answer.text(), 'Somebody changed, added or deleted this record after you looked.')
    assert.equal((await bySlug('moved')).url, 'https://theirs.example/')
    assert.equal((await bySlug('fresh')).contact, 'Grace')
    assert.isNotNull(await bySlug('good'))
  })

  test('go in as they were looked at, and not otherwise', async ({ client, assert }) => {
    const user = await editor()
    const { preview } = await importOf({ client, user, list: LIST }, 'name,slug\nOne,one\n')
    const seen = /name="_seen" value="([^"]*)"/.exec(preview.text())![1]!
    const forged = [
      { text: 'name,slug\nTwo,two\n', _seen: seen },
      { text: 'name,slug\nTwo,two\n' },
      { text: 'name,slug\nTwo,two\n', _seen: 'bnVsbA' },
    ]
    for (const form of forged) {
      const answer = await client.post(IMPORT).loginAs(user).withCsrfToken().redirects(0).form(form)
      answer.assertStatus(200)
      answer.assertTextIncludes('Nothing went in yet: look at it first.')
    }
    assert.isNull(await bySlug('two'))
  })

  test('ask the database no more for fifty rows than for one', async ({ client, assert }) => {
    const user = await editor()
    const lines = (count: number) => Array.from({ length: count }, (_row, index) => `Company ${index},c${index}`)
    const look = (count: number) =>
      countQueries(() => importOf({ client, user, list: LIST }, `name,slug\n${lines(count).join('\n')}\n`))
    await company('Company 0', { slug: 'c0' })
    const one = await look(1)
    assert.equal((await look(50)).length, one.length)
  })

  test('are closed to who may not, and not there for what is not imported', async ({ client }) => {
    const stranger = await UserFactory.create()
    const other = await UserFactory.apply('staff').create()
    await db.table('user_permissions').insert({ user_id: other.id, permission: 'user_groups.moderate' })
    for (const user of [stranger, other]) {
      ;(await client.get(IMPORT).loginAs(user)).assertStatus(403)
      for (const path of ['', 'preview/', 'refused/']) {
        const form = { text: 'name,slug\nA,a\n' }
        const answer = await client.post(`${IMPORT}${path}`).loginAs(user).withCsrfToken().redirects(0).form(form)
        answer.assertStatus(403)
      }
    }
    const guest = await client.get(IMPORT).redirects(0)
    guest.assertStatus(303)
    const operator = await UserFactory.apply('superuser').create()
    const accounts = await client.get('/admin/manage/admin/users/import/').loginAs(operator)
    accounts.assertStatus(404)
  })

  test('are gone while their plugin is off', async ({ client, cleanup }) => {
    const user = await UserFactory.apply('superuser').create()
    cleanup(await switchFeature('companies', 'off'))
    ;(await client.get(IMPORT).loginAs(user)).assertStatus(404)
    const { preview } = await importOf({ client, user, list: LIST }, 'name,slug\nA,a\n')
    preview.assertStatus(404)
  })
})
