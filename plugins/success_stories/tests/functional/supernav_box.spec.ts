import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { switchFeature } from '@pydotorg/platform/testing'
import { StoryFactory } from '#database/factories/story_factory'
import { featureStory, publishStory, unpublishStory } from '#services/moderate_story'

const BOX = '/box/supernav-python-success-stories/'

test.group('The box of the menu for success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has the story that was featured last, and none that nobody sees', async ({ client, assert }) => {
    const by = consoleOrigin()
    const [one, two] = await StoryFactory.createMany(2)
    const shown = async () => {
      const response = await client.get(BOX)
      response.assertStatus(200)
      return [one!, two!].filter(({ path }) => response.text().includes(`href="${path}"`)).map(({ name }) => name)
    }
    await featureStory(by, one!.id)
    ;(await client.get(BOX)).assertStatus(404)
    await publishStory(by, one!.id)
    assert.deepEqual(await shown(), [one!.name])
    await publishStory(by, two!.id)
    assert.deepEqual(await shown(), [one!.name])
    await featureStory(by, two!.id)
    assert.deepEqual(await shown(), [two!.name])
    await unpublishStory(by, two!.id)
    assert.deepEqual(await shown(), [one!.name])
  })

  test('is left alone while boxes are off', async ({ assert, cleanup }) => {
    cleanup(await switchFeature('boxes', 'off'))
    const { id } = await StoryFactory.create()
    assert.isTrue((await publishStory(consoleOrigin(), id)).isPublished)
  })
})
