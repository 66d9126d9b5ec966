import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { countQueries, MailBox, UserFactory } from '@pydotorg/platform/testing'
import SuccessStoriesDelete from '../../commands/success_stories_delete.js'
import SuccessStoriesFeature from '../../commands/success_stories_feature.js'
import SuccessStoriesList from '../../commands/success_stories_list.js'
import SuccessStoriesPublish from '../../commands/success_stories_publish.js'
import SuccessStoriesReturn from '../../commands/success_stories_return.js'
import SuccessStoriesUnpublish from '../../commands/success_stories_unpublish.js'
import StoryChanged from '#contracts/events/story_changed'
import { StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import StoryPolicy from '#policies/story_policy'
import { storiesToModerate } from '#services/moderation_list'
import {
  deleteStory,
  featureStory,
  publishStory,
  returnStory,
  unfeatureStory,
  unpublishStory,
} from '#services/moderate_story'

const by = consoleOrigin()

async function actionsOn({ id }: Story): Promise<string[]> {
  const audit = await app.container.make(AuditLog)
  const { entries } = await audit.page({ subject: { type: 'story', id } })
  return entries.map(({ action }) => action.replace('success_stories.story.', '')).reverse()
}

test.group('Moderation of success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('publishes, features, takes off and deletes, with an entry for each', async ({ assert, cleanup }) => {
    const events = emitter.fake([StoryChanged])
    cleanup(() => emitter.restore())
    const story = await StoryFactory.create()
    await featureStory(by, story.id)
    events.assertNotEmitted(StoryChanged)
    const published = await publishStory(by, story.id)
    assert.isTrue(published.isPublished)
    assert.isNotNull(published.publishedAt)
    await publishStory(by, story.id)
    await unfeatureStory(by, story.id)
    const again = await unpublishStory(by, story.id)
    assert.equal(again.state, 'waiting')
    const second = await publishStory(by, story.id)
    assert.equal(second.publishedAt?.toMillis(), published.publishedAt?.toMillis())
    await deleteStory(by, story.id)
    assert.isNull(await Story.find(story.id))
    assert.deepEqual(await actionsOn(story), ['feature', 'publish', 'unfeature', 'unpublish', 'publish', 'delete'])
    events.assertEmittedCount(StoryChanged, 5)
  })

  test('tells the submitter of what was decided, once', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await UserFactory.merge({ email: 'guido@example.org' }).create()
    const story = await StoryFactory.merge({ submittedById: user.id, name: 'Snakes' }).create()
    await returnStory(by, story.id, 'Tell us <more> about\nthe numbers.')
    await returnStory(by, story.id, 'Tell us <more> about\nthe numbers.')
    const [returned, ...more] = await box.mails()
    assert.lengthOf(more, 0)
    assert.equal(returned!.subject, 'Your success story needs another look')
    assert.deepEqual(returned!.to, ['guido@example.org'])
    assert.include(returned!.text, '> Tell us <more> about\n> the numbers.')
    assert.include(returned!.html, 'Tell us &lt;more&gt; about')
    assert.include(returned!.links, `${process.env.APP_URL}/success-stories/submissions/${story.id}/edit/`)
    await publishStory(by, story.id)
    await publishStory(by, story.id)
    const [published, ...others] = await box.mails()
    assert.lengthOf(others, 0)
    assert.equal(published!.subject, 'Your success story is published')
    assert.include(published!.links, `${process.env.APP_URL}/success-stories/snakes/`)
  })

  test('tells nobody of a story that nobody submitted', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const { id } = await StoryFactory.create()
    await publishStory(by, id)
    assert.deepEqual(await box.mails(), [])
  })

  test('returns no story that everybody reads', async ({ assert }) => {
    const story = await StoryFactory.apply('published').create()
    await assert.rejects(() => returnStory(by, story.id, 'Some long reason'), 'Validation failure')
    assert.deepEqual(await actionsOn(story), [])
  })

  test('lists stories by state, those that wait longest first, with the same number of queries', async ({ assert }) => {
    const user = await UserFactory.create()
    await StoryFactory.merge({ name: 'Old', submittedById: user.id }).create()
    const one = await countQueries(() => storiesToModerate({}))
    await StoryFactory.merge({ name: 'New 100%', submittedById: user.id }).create()
    await StoryFactory.merge({ name: 'Back' }).apply('returned').create()
    await StoryFactory.merge({ name: 'Out' }).apply('published').create()
    await StoryFactory.merge({ name: 'Best' }).apply('published').apply('featured').create()
    const names = async (search: Parameters<typeof storiesToModerate>[0]) =>
      (await storiesToModerate(search)).all().map(({ name }) => name)
    assert.deepEqual(await names({}), ['Old', 'New 100%'])
    assert.deepEqual(await names({ state: 'returned' }), ['Back'])
    assert.deepEqual(await names({ state: 'published' }), ['Best', 'Out'])
    assert.deepEqual(await names({ state: 'featured' }), ['Best'])
    assert.lengthOf(await names({ state: 'all' }), 5)
    assert.deepEqual(await names({ state: 'all', q: '0%' }), ['New 100%'])
    assert.lengthOf(await countQueries(() => storiesToModerate({})), one.length)
  })

  test('is for staff with the permission; drafts are read by staff', async ({ assert }) => {
    const policy = new StoryPolicy()
    const staff = await UserFactory.apply('staff').create()
    const moderator = await UserFactory.apply('staff').create()
    const withPermission = await UserFactory.create()
    for (const { id } of [moderator, withPermission]) {
      await db.table('user_permissions').insert({ user_id: id, permission: 'success_stories.moderate' })
    }
    const may = []
    for (const user of [staff, moderator, withPermission]) {
      await user.refresh()
      may.push([policy.preview(user), policy.moderate(await user.loadAccess())])
    }
    assert.deepEqual(may, [
      [true, false],
      [true, true],
      [false, false],
    ])
  })
})

test.group('Commands of success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  type Commands =
    | typeof SuccessStoriesDelete
    | typeof SuccessStoriesFeature
    | typeof SuccessStoriesList
    | typeof SuccessStoriesPublish
    | typeof SuccessStoriesReturn
    | typeof SuccessStoriesUnpublish

  async function run(Command: Commands, ...args: string[]) {
    const command = await ace.create(Command, args)
    await command.exec()
    return { code: command.exitCode, said: JSON.stringify(command.logger.getLogs()) }
  }

  test('take a story through its life', async ({ assert }) => {
    const story = await StoryFactory.merge({ name: 'Snakes' }).create()
    const states: string[] = []
    const note = async () => {
      await story.refresh()
      states.push(`${story.state}${story.featured ? ' featured' : ''}`)
    }
    await run(SuccessStoriesReturn, 'snakes', '--reason=Tell us more, please.')
    await note()
    assert.include((await run(SuccessStoriesFeature, 'snakes')).said, 'once it is published')
    await run(SuccessStoriesPublish, 'snakes')
    await note()
    await run(SuccessStoriesFeature, 'snakes', '--off')
    await note()
    assert.include((await run(SuccessStoriesList, '--state=published')).said, '1 in all')
    await run(SuccessStoriesUnpublish, 'snakes')
    await note()
    await run(SuccessStoriesDelete, 'snakes')
    assert.isNull(await Story.find(story.id))
    assert.deepEqual(states, ['returned', 'published featured', 'published', 'waiting'])
  })

  test('say what is wrong', async ({ assert }) => {
    await StoryFactory.merge({ name: 'Snakes' }).create()
    for (const [command, args, sentence] of [
      [SuccessStoriesPublish, ['nothing'], 'no story'],
      [SuccessStoriesReturn, ['snakes', '--reason=No'], 'reason: '],
      [SuccessStoriesReturn, ['snakes'], 'reason: '],
      [SuccessStoriesList, ['--state=lost'], 'waiting, returned'],
    ] as const) {
      const { code, said } = await run(command, ...args)
      assert.equal(code, 1)
      assert.include(said, sentence)
    }
  })
})
