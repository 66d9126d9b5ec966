import testUtils from '@adonisjs/core/services/test_utils'
import { importedAgain, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import CodeSample from '#models/code_sample'

const LIST = '/admin/manage/code_samples/samples/'
const CODE = '>>> if True:\n...     print("a, b")\n...\na, b\n\n'

const facts = async () =>
  (await CodeSample.query().orderBy('slug')).map(
    ({ name, slug, description, code, output, copy, copyMarkupType, copyRendered, isPublished, position }) => {
      return { name, slug, description, code, output, copy, copyMarkupType, copyRendered, isPublished, position }
    }
  )

test.group('Imports of code samples', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have all that an export wrote as {$self}')
    .with(['csv', 'json'] as const)
    .run(async ({ client, assert }, format) => {
      const user = await UserFactory.apply('superuser').create()
      const common = { description: 'What it is.', copy: '*Hi*', copyMarkupType: 'markdown' as const }
      await CodeSample.createMany([
        { ...common, name: 'A session', slug: 'session', code: CODE, output: '', isPublished: true, position: 7 },
        { ...common, name: 'A program', slug: 'program', code: '-1', output: '\n  x', isPublished: false, position: 3 },
      ])
      const before = await facts()
      const answer = await importedAgain({ client, user, list: LIST }, format, () => CodeSample.query().delete())
      answer.assertHeader('location', LIST)
      assert.deepEqual(await facts(), before)
    })
})
