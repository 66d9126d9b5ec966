import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { MediaImage } from '@pydotorg/platform/media'
import { UserFactory } from '@pydotorg/platform/testing'
import sharp from 'sharp'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'

const CREATE = '/success-stories/create/'

const drawn = (colour: string) =>
  sharp({ create: { width: 640, height: 360, channels: 3, background: colour } })
    .png()
    .toBuffer()

test.group('The image of a success story', (group) => {
  let user: User
  let fields: Record<string, string>
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    user = await UserFactory.create()
    fields = {
      name: 'Snakes at work',
      company_name: 'Example Works',
      company_url: 'https://works.example.org/',
      category: String((await StoryCategoryFactory.create()).id),
      author: 'Ada Example',
      pull_quote: 'A week became an hour.',
      content: 'It began with one script.',
      email_body_text: 'write your message',
    }
  })

  const send = (client: ApiClient, path = CREATE) =>
    client.post(path).loginAs(user).withCsrfToken().redirects(0).fields(fields)

  test('is taken in, and shown on its page and in lists', async ({ client, assert }) => {
    const response = await send(client).file('image', await drawn('#306998'), { filename: 'snakes.png' })
    response.assertStatus(303)
    const story = await Story.query().preload('image').firstOrFail()
    assert.equal(story.image.width, 640)
    assert.equal(story.image.creatorId, user.id)
    await story.merge({ isPublished: true, publishedAt: story.createdAt }).save()
    const page = await client.get(story.path)
    page.assertTextIncludes(`/media/${story.image.key}/`)
    page.assertTextIncludes('alt="Snakes at work"')
    ;(await client.get('/success-stories/')).assertTextIncludes(`/media/${story.image.key}/`)
  })

  test('that is none is told beside its field, and nothing typed is lost', async ({ client, assert }) => {
    const response = await send(client).file('image', Buffer.from('no image'), { filename: 'snakes.png' })
    response.assertStatus(303)
    response.assertHeader('location', CREATE)
    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag') ?? {}), ['image'])
    assert.equal(response.flashMessage('content'), 'It began with one script.')
    assert.lengthOf(await Story.all(), 0)
    assert.lengthOf(await MediaImage.all(), 0)
  })

  test('is not taken in when something else is wrong', async ({ client, assert }) => {
    fields.company_url = 'works'
    const response = await send(client).file('image', await drawn('#ffd43b'), { filename: 'snakes.png' })
    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag') ?? {}), ['company_url'])
    assert.lengthOf(await MediaImage.all(), 0)
  })

  test('stays, is replaced or goes with another version of the story', async ({ client, assert }) => {
    const story = await StoryFactory.merge({ submittedById: user.id }).create()
    const path = `/success-stories/submissions/${story.id}/edit/`
    await send(client, path).file('image', await drawn('#306998'), { filename: 'one.png' })
    await story.refresh()
    const first = story.imageId
    assert.isNumber(first)
    ;(await client.get(path).loginAs(user)).assertTextIncludes('Take the image away')
    await send(client, path)
    await story.refresh()
    assert.equal(story.imageId, first)
    await send(client, path).file('image', await drawn('#ffd43b'), { filename: 'two.png' })
    await story.refresh()
    assert.notEqual(story.imageId, first)
    fields.remove_image = 'true'
    await send(client, path)
    await story.refresh()
    assert.isNull(story.imageId)
  })
})
