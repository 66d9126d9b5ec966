import testUtils from '@adonisjs/core/services/test_utils'
import { importedAgain, importOf, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import Redirect from '#models/redirect'

const LIST = '/admin/manage/pages/redirects/'

const facts = async () =>
  (await Redirect.query().orderBy('oldPath')).map(({ oldPath, newPath, isPermanent, note }) => {
    return { oldPath, newPath, isPermanent, note }
  })

test.group('Imports of redirects', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have all that an export wrote as {$self}')
    .with(['csv', 'json'] as const)
    .run(async ({ client, assert }, format) => {
      const user = await UserFactory.apply('superuser').create()
      await Redirect.query().delete()
      await Redirect.createMany([
        { oldPath: '/gone', newPath: '', isPermanent: true, note: 'Since 2019, "for good"' },
        { oldPath: '/old/*', newPath: 'https://docs.python.org/*', isPermanent: false, note: '' },
        { oldPath: '/été', newPath: '/about/', isPermanent: true, note: '=1+1' },
      ])
      const before = await facts()
      const answer = await importedAgain({ client, user, list: LIST }, format, () => Redirect.query().delete())
      answer.assertHeader('location', LIST)
      assert.deepEqual(await facts(), before)
    })

  test('find a redirect by its path, in whatever form it is written', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    await Redirect.query().delete()
    await Redirect.create({ oldPath: '/old/page', newPath: '/about/', isPermanent: true, note: 'Kept' })
    const { take } = await importOf({ client, user, list: LIST }, 'From,To,For good\n//old//page/,/psf/,no\n')
    ;(await take()).assertHeader('location', LIST)
    assert.deepEqual(await facts(), [{ oldPath: '/old/page', newPath: '/psf/', isPermanent: false, note: 'Kept' }])
  })

  test('say at once what can lead nowhere, and afterwards what only the others tell', async ({ client, assert }) => {
    const user = await UserFactory.apply('superuser').create()
    await Redirect.query().delete()
    const text = 'From,To\n/admin/,/about/\n/no page,/about/\n/one,/two\n/two,/one\n'
    const { preview, take } = await importOf({ client, user, list: LIST }, text)
    assert.match(preview.text(), /Not right:\s+2\./)
    preview.assertTextIncludes('so this redirect would never be asked')
    const answer = await take()
    answer.assertStatus(422)
    answer.assertTextIncludes('Visitors would go round in a circle')
    assert.deepEqual(
      (await facts()).map(({ oldPath }) => oldPath),
      ['/one']
    )
  })
})
