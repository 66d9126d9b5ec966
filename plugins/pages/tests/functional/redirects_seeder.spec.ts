import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { test } from '@japa/runner'
import seedRedirects, { edgeRedirects } from '#database/seeders/redirects_seeder'
import { PageFactory } from '#database/factories/page_factory'
import Redirect from '#models/redirect'
import { RedirectEditor } from '#services/redirect_editor'
import { newPathFault, normalOldPath, oldPathFault } from '#services/redirect_path'

const seeded = async () => new Map((await Redirect.all()).map((redirect) => [redirect.oldPath, redirect]))

test.group('Redirects of python.org’s web server', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are in their normal form, each once', async ({ assert }) => {
    const all = await edgeRedirects()
    for (const { from, to } of all) {
      assert.equal(normalOldPath(from), from)
      assert.isNull(oldPathFault(from))
      assert.isNull(newPathFault(to, from), to)
    }
    assert.lengthOf(new Set(all.map(({ from }) => from)), all.length)
  })

  test('{asked} leads to {to}')
    .with([
      { asked: '/dev/peps/pep-0008/', status: 302, to: 'https://peps.python.org/pep-0008/' },
      { asked: '/peps/pep-0008.html', status: 302, to: 'https://peps.python.org/pep-0008/' },
      { asked: '/peps/', status: 302, to: 'https://peps.python.org/' },
      { asked: '/sf/1234', status: 302, to: 'https://bugs.python.org/issue1234' },
      { asked: '/pipermail/python-list/?a=b', status: 301, to: 'https://mail.python.org/pipermail/python-list/?a=b' },
      { asked: '/mailman/listinfo/', status: 301, to: 'https://mail.python.org/mailman/listinfo/' },
      { asked: '/doc/faq/gui/', status: 301, to: 'https://docs.python.org/faq/gui' },
    ])
    .run(async ({ client }, { asked, status, to }) => {
      await seedRedirects()
      const response = await client.get(asked).redirects(0)
      response.assertStatus(status)
      response.assertHeader('location', to)
    })

  test('lead to nothing on this site that is not there', async ({ assert, client }) => {
    await seedRedirects()
    for (const { newPath, oldPath } of (await seeded()).values()) {
      if (!newPath.startsWith('/')) continue
      const response = await client.get(newPath.replace('*', ''))
      assert.equal(response.status(), 200, `${oldPath} leads to ${newPath}`)
    }
  })

  test('come with what they lead to', async ({ assert }) => {
    await seedRedirects()
    assert.isFalse((await seeded()).has('/Mirrors.html'))
    await PageFactory.merge({ path: 'mirrors' }).create()
    assert.equal(await seedRedirects(), '2 redirects added')
    assert.equal((await seeded()).get('/Mirrors.html')?.newPath, '/mirrors/')
    assert.equal(await seedRedirects(), '0 redirects added')
  })

  test('stay away when staff deleted them', async ({ assert }) => {
    await seedRedirects()
    await (await app.container.make(RedirectEditor)).remove('/dev/peps/*', consoleOrigin())
    assert.equal(await seedRedirects(), '0 redirects added')
    assert.isFalse((await seeded()).has('/dev/peps/*'))
  })

  test('leave alone what somebody else decided', async ({ assert }) => {
    await Redirect.create({ oldPath: '/audio', newPath: '', isPermanent: true, note: 'Ours', creatorId: null })
    await seedRedirects()
    assert.equal((await seeded()).get('/audio')?.note, 'Ours')
  })
})
