import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext } from 'playwright'
import { test } from '@japa/runner'
import { browserSignIn, pageFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { StoryFactory } from '#database/factories/story_factory'

const LIST = '/admin/manage/success_stories/stories/'

const address = (path: string) => `${process.env.APP_URL}${path}`

async function signInModerator(context: BrowserContext): Promise<void> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'success_stories.moderate' })
  await browserSignIn(context, user)
}

test.group('Moderating success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows stories alone, and publishes one for everybody at once', async ({ browserContext, assert, visit }) => {
    const submitter = await UserFactory.create()
    const story = await StoryFactory.merge({ name: 'Snakes at work', submittedById: submitter.id }).create()
    await signInModerator(browserContext)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(address('/admin/'))
    const menu = page.getByRole('navigation', { name: 'Administration' })
    assert.deepEqual(
      (await menu.getByRole('link').allInnerTexts()).map((text) => text.trim()),
      ['Dashboard', 'Success stories', 'Story categories']
    )
    await page.getByRole('link', { name: 'Submitted stories' }).click()
    await page.getByRole('link', { name: 'Snakes at work', exact: true }).click()
    await page.getByRole('heading', { name: 'Snakes at work', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Publish', exact: true }).click()
    await page.getByText('Everybody sees it at once').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'Snakes at work is published.' }).waitFor()
    const guest = await visit(address(story.path))
    await guest.getByRole('heading', { name: 'Snakes at work', level: 1 }).waitFor()
    assert.deepEqual(watch.complaints, [])
  })

  test('returns many with one reason', async ({ browserContext, assert }) => {
    const stories = await StoryFactory.createMany(2)
    await signInModerator(browserContext)
    const page = await browserContext.newPage()
    await page.goto(address(`${LIST}?f_state=waiting`))
    for (const { name } of stories) await page.getByRole('checkbox', { name: `Tick ${name}`, exact: true }).check()
    await page.getByLabel('With those that are ticked').selectOption('Return')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Return' }).click()
    await page.getByText('Fill this in.').first().waitFor()
    await page.getByLabel('Reason').fill('Tell us what came of it, please.')
    await page.getByRole('button', { name: 'Return' }).click()
    await page.getByText('Return: done for 2 records.').waitFor()
    for (const story of stories) assert.equal((await story.refresh()).state, 'returned')
  })

  for (const path of [LIST, 'form', `${LIST}new/`, `${LIST}act/?action=return&ids[]=7`]) {
    test(`has a sound page: ${path}`, async ({ browserContext, assert }) => {
      const name = `A name with one${'Very'.repeat(30)}LongWord`
      await StoryFactory.merge({ id: 7, name }).create()
      await signInModerator(browserContext)
      assert.deepEqual(await pageFlaws(browserContext, path === 'form' ? `${LIST}7/` : path), [])
    })
  }

  test('is nothing for a stranger who is signed in', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    for (const path of ['/admin/', LIST]) {
      const answer = await page.goto(address(path))
      assert.equal(answer?.status(), 403, path)
    }
  })
})
