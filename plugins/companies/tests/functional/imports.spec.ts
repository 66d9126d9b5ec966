import testUtils from '@adonisjs/core/services/test_utils'
import { importedAgain, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import Company from '#models/company'

const LIST = '/admin/manage/companies/companies/'

const facts = async () =>
  (await Company.query().orderBy('slug')).map(
    ({ name, slug, url, about, aboutMarkupType, aboutRendered, contact, email }) => {
      return { name, slug, url, about, aboutMarkupType, aboutRendered, contact, email }
    }
  )

test.group('Imports of companies', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have all that an export wrote as {$self}')
    .with(['csv', 'json'] as const)
    .run(async ({ client, assert }, format) => {
      const user = await UserFactory.apply('superuser').create()
      await Company.createMany([
        { name: '=cmd(), "Ltd"', slug: 'cmd', about: 'A *b*\n\nç, "d";\te', aboutMarkupType: 'restructuredtext' },
        { name: "'=one mark more", slug: 'mark', contact: 'Ada', email: 'ada@example.org', about: '' },
        { name: 'No address', slug: 'none', url: null, about: '<b>x</b>', aboutMarkupType: 'html' },
      ])
      const before = await facts()
      const answer = await importedAgain({ client, user, list: LIST }, format, () => Company.query().delete())
      answer.assertHeader('location', LIST)
      assert.equal(answer.flashMessage('notice'), `${before.length} records added, 0 changed.`)
      assert.deepEqual(await facts(), before)
    })
})
