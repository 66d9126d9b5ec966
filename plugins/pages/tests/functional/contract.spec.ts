import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Contracts } from '@pydotorg/platform/contracts'
import { switchFeature } from '@pydotorg/platform/testing'
import Pages from '#contracts/pages'
import { PageFactory } from '#database/factories/page_factory'

async function pages(): Promise<Pages | null> {
  return (await app.container.make(Contracts)).optional(Pages)
}

test.group('Pages as other plugins ask for them', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are found by their ids, those that are there', async ({ assert }) => {
    const { id, title, path } = await PageFactory.apply('draft').create()
    const known = await (await pages())!.findMany([id, id, 999_999])
    assert.deepEqual([...known], [[id, { id, title, path }]])
  })

  test('are found by words of title and path, in the order of their paths, and not more than wished', async ({
    assert,
  }) => {
    await PageFactory.merge([
      { title: 'Snakes of the desert', path: 'zoo/desert' },
      { title: 'Desert flowers', path: 'garden' },
      { title: 'Snakes 100%', path: 'desert/all' },
    ]).createMany(3)
    const found = async (typed: string, limit = 20) =>
      (await (await pages())!.search(typed, limit)).map(({ path }) => path)
    assert.deepEqual(await found('snake DESERT'), ['desert/all', 'zoo/desert'])
    assert.deepEqual(await found('desert', 2), ['desert/all', 'garden'])
    assert.deepEqual(await found('0%'), ['desert/all'])
    assert.deepEqual(await found('penguin'), [])
  })

  test('are nobody’s while the plugin is off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('pages', 'off'))
    assert.isNull(await pages())
  })
})
