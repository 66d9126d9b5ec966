import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { accessibilityViolations, browserSignIn, pageFlaws, UserFactory } from '@pydotorg/platform/testing'
import sharp from 'sharp'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import { publishStory, returnStory } from '#services/moderate_story'

const address = (rest: string) => `${process.env.APP_URL}/success-stories/${rest}`

const PAGES = [
  '',
  'category/arts/',
  'category/empty/',
  'a-long-name/',
  'create/',
  'submissions/',
  'submissions/7/edit/',
]

test.group('Pages of success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const rest of PAGES) {
    test(`are sound: ${rest || 'all'}`, async ({ browserContext, assert }) => {
      const user = await UserFactory.create()
      const { id: categoryId } = await StoryCategoryFactory.merge({ name: 'Arts' }).create()
      await StoryCategoryFactory.merge({ name: 'Empty' }).create()
      const longName = `A name with one${'Very'.repeat(30)}LongWord`
      await StoryFactory.merge({ categoryId, name: longName, slug: 'a-long-name' }).apply('published').create()
      await StoryFactory.merge({ categoryId, submittedById: user.id }).apply('published').createMany(7)
      await StoryFactory.merge({ id: 7, categoryId, submittedById: user.id }).apply('returned').create()
      await browserSignIn(browserContext, user)
      assert.deepEqual(await pageFlaws(browserContext, `/success-stories/${rest}`), [])
    })
  }
})

test.group('A success story', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const javaScriptEnabled of [true, false]) {
    test(`is told, returned, told better and read, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      browser,
      assert,
      cleanup,
    }) => {
      await StoryCategoryFactory.merge({ name: 'Business' }).create()
      const folder = await mkdtemp(join(tmpdir(), 'story-'))
      cleanup(() => rm(folder, { recursive: true }))
      const image = join(folder, 'snakes.png')
      const drawn = sharp({ create: { width: 640, height: 360, channels: 3, background: '#306998' } })
      await writeFile(image, await drawn.png().toBuffer())
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } })
      cleanup(() => context.close())
      await browserSignIn(context, await UserFactory.create())
      const page = await context.newPage()

      await page.goto(address(''))
      await page.getByRole('link', { name: 'Submit a story' }).click()
      await page.getByLabel('Title of the story').fill('Snakes at work')
      await page.getByLabel('Company or project').fill('Example Works')
      await page.getByLabel('Their site').fill('works.example.org')
      await page.getByLabel('Category').selectOption('Business')
      await page.getByLabel('Author', { exact: true }).fill('Ada Example')
      await page.getByLabel('One sentence to remember').fill('A week became an hour.')
      await page.getByLabel('The story', { exact: true }).fill('It *began* with one script.')
      await page.getByLabel('Image').setInputFiles(image)
      await page.getByRole('button', { name: 'Submit the story' }).click()
      await page.getByRole('alert').getByText('Write a whole address that begins with').waitFor()
      assert.equal(await page.getByLabel('The story', { exact: true }).inputValue(), 'It *began* with one script.')
      assert.include(await page.getByLabel('Category').locator('option:checked').innerText(), 'Business')
      await page.getByText('choose it once more').waitFor()
      await page.getByLabel('Their site').fill('https://works.example.org/')
      await page.getByLabel('Image').setInputFiles(image)
      await page.getByRole('button', { name: 'Submit the story' }).click()
      await page.getByRole('status').getByText('Thank you for “Snakes at work”').waitFor()

      const { id } = await Story.findByOrFail('slug', 'snakes-at-work')
      await returnStory(consoleOrigin(), id, 'Tell us how many hours it was.')
      // Not by the link below the pointer, which Turbo may have read before the story was returned.
      await page.goto(address('submissions/'))
      await page.getByText('Tell us how many hours it was.').waitFor()
      await page.getByRole('link', { name: 'Change the story: Snakes at work' }).click()
      await page.getByLabel('One sentence to remember').fill('Forty hours became one.')
      await page.getByRole('button', { name: 'Send the story' }).click()
      await page.getByRole('status').getByText('waits to be read').waitFor()
      await publishStory(consoleOrigin(), id)

      const guest = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } })
      cleanup(() => guest.close())
      const reader = await guest.newPage()
      await reader.goto(address(''))
      await reader.getByRole('link', { name: 'Snakes at work' }).first().click()
      await reader.getByRole('heading', { name: 'Snakes at work', level: 1 }).waitFor()
      await reader.getByText('Forty hours became one.').waitFor()
      const shown = reader.getByRole('img', { name: 'Snakes at work' })
      await shown.waitFor()
      // Both run in the page, which has no scripts then.
      if (!javaScriptEnabled) return
      assert.isTrue(await shown.evaluate((element) => (element as HTMLImageElement).decode().then(() => true)))
      assert.deepEqual(await accessibilityViolations(reader), [])
    })
  }
})
