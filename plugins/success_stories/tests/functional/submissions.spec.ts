import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { countQueries, limitRates, MailBox, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import type StoryCategory from '#models/story_category'

const CREATE = '/success-stories/create/'
const OWN = '/success-stories/submissions/'

const formOf = (category: StoryCategory) => ({
  name: 'Snakes at work',
  company_name: 'Example Works',
  company_url: 'https://works.example.org/',
  category: String(category.id),
  author: 'Ada Example',
  author_email: 'ada@example.org',
  pull_quote: 'A week became an hour.',
  content: 'It *began* with one script.',
  email_body_text: 'write your message',
})

type Form = Record<string, string>

const submit = (client: ApiClient, user: User, { path = CREATE, ...form }: Form) =>
  client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

function withSetting(name: string, value: string): () => void {
  const before = process.env[name]
  process.env[name] = value
  return () => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  }
}

test.group('A success story that somebody submits', (group) => {
  let category: StoryCategory
  let user: User
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    category = await StoryCategoryFactory.merge({ name: 'Business' }).create()
    user = await UserFactory.merge({ email: 'guido@example.org' }).create()
  })

  test('waits as a draft, and the form says thanks', async ({ client, assert }) => {
    const response = await submit(client, user, formOf(category))
    response.assertStatus(303)
    response.assertHeader('location', CREATE)
    assert.include(response.flashMessage('notice'), 'Snakes at work')
    const story = await Story.query().firstOrFail()
    assert.containsSubset(story.$attributes, {
      name: 'Snakes at work',
      slug: 'snakes-at-work',
      companyName: 'Example Works',
      companyUrl: 'https://works.example.org/',
      companyId: null,
      categoryId: category.id,
      author: 'Ada Example',
      authorEmail: 'ada@example.org',
      pullQuote: 'A week became an hour.',
      content: 'It *began* with one script.',
      contentMarkupType: 'markdown',
      isPublished: false,
      featured: false,
      submittedById: user.id,
      creatorId: null,
    })
    assert.include(story.contentRendered, '<em>began</em>')
    ;(await client.get(story.path)).assertStatus(404)
  })

  test('never publishes itself, whoever sends it', async ({ client, assert }) => {
    const root = await UserFactory.apply('superuser').create()
    const more = { is_published: 'true', featured: 'true', company_id: '7', creator_id: '1', submitted_by_id: '1' }
    await submit(client, root, { ...formOf(category), ...more })
    const { isPublished, featured, companyId, creatorId, submittedById } = await Story.query().firstOrFail()
    assert.deepEqual([isPublished, featured, companyId, creatorId, submittedById], [false, false, null, null, root.id])
  })

  test('is told to staff with all fields, and confirmed', async ({ client, assert, cleanup }) => {
    cleanup(withSetting('SUCCESS_STORIES_EMAIL', 'staff@example.org'))
    const box = await MailBox.connected()
    cleanup(() => box.close())
    await submit(client, user, formOf(category))
    const mails = await box.mails()
    const toStaff = mails.find(({ to }) => to[0] === 'staff@example.org')
    const toUser = mails.find(({ to }) => to[0] === 'guido@example.org')
    assert.lengthOf(mails, 2)
    assert.equal(toStaff!.subject, 'New success story submission: Snakes at work')
    assert.deepEqual(
      toStaff!.parsed.replyTo?.map(({ address }) => address),
      ['ada@example.org']
    )
    assert.include(toStaff!.html, 'A week became an hour.')
    const { path } = await Story.query().firstOrFail()
    assert.equal(
      toStaff!.text.replaceAll('\r\n', '\n').split('\n\n-- \n')[0],
      [
        'Name: Snakes at work',
        'Company name: Example Works',
        'Company URL: https://works.example.org/',
        'Category: Business',
        'Author: Ada Example',
        'Author email: ada@example.org',
        'Pull quote:\n\nA week became an hour.\n',
        'Content:\n\nIt *began* with one script.\n',
        `Review URL: ${process.env.APP_URL}${path}`,
      ].join('\n')
    )
    assert.equal(toUser!.subject, 'We have your success story')
    assert.include(toUser!.text, 'Snakes at work')
    assert.include(toUser!.links, `${process.env.APP_URL}${OWN}`)
  })

  test('of a name with several lines has one line of it in the subject', async ({ client, assert, cleanup }) => {
    cleanup(withSetting('SUCCESS_STORIES_EMAIL', 'staff@example.org'))
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const name = 'Snakes\r\nBcc: everybody@example.org\r\n\r\n<b>at work</b>'
    await submit(client, user, { ...formOf(category), name, author_email: '' })
    const mails = await box.mails()
    const toStaff = mails.find(({ to }) => to[0] === 'staff@example.org')
    assert.equal(toStaff!.subject, 'New success story submission: Snakes')
    assert.include(toStaff!.html, '&lt;b&gt;at work&lt;/b&gt;')
    assert.isUndefined(toStaff!.parsed.bcc)
    assert.deepEqual(
      toStaff!.parsed.replyTo?.map(({ address }) => address),
      ['guido@example.org']
    )
  })

  test('is confirmed all the same where nobody reads it by mail', async ({ client, assert, cleanup }) => {
    cleanup(withSetting('SUCCESS_STORIES_EMAIL', ''))
    cleanup(withSetting('SITE_CONTACT', ''))
    const box = await MailBox.connected()
    cleanup(() => box.close())
    await submit(client, user, formOf(category))
    assert.deepEqual(
      (await box.mails()).map(({ to }) => to),
      [['guido@example.org']]
    )
  })

  test('is refused when its name or the slug made from it is taken', async ({ client, assert }) => {
    await StoryFactory.merge({ name: 'Snakes at work' }).create()
    await StoryFactory.merge({ name: 'Another', slug: 'by-hand' }).create()
    for (const name of ['Snakes at work', 'SNAKES at (work)', 'Another', 'By hand', 'Create', 'Submissions']) {
      const response = await submit(client, user, { ...formOf(category), name })
      assert.deepEqual(response.flashMessage('inputErrorsBag'), { name: ['Please use a unique name.'] }, name)
    }
    assert.lengthOf(await Story.all(), 2)
  })

  test('may have a long name', async ({ client, assert }) => {
    const name = 'ﬃ'.repeat(199)
    const response = await submit(client, user, { ...formOf(category), name })
    response.assertStatus(303)
    const story = await Story.query().firstOrFail()
    assert.equal(story.slug, 'ffi'.repeat(67).slice(0, 200))
  })

  test('needs a name that an address can be made of', async ({ client, assert }) => {
    const response = await submit(client, user, { ...formOf(category), name: '???' })
    assert.match(JSON.stringify(response.flashMessage('inputErrorsBag')), /Latin alphabet/)
  })

  test('leads back to the form with what was typed', async ({ client, assert }) => {
    const wrong = { company_url: 'works.example.org', category: '999', author_email: 'ada', pull_quote: '' }
    const response = await submit(client, user, { ...formOf(category), ...wrong })
    response.assertStatus(303)
    response.assertHeader('location', CREATE)
    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      company_url: ['Write a whole address that begins with https:// or http://.'],
      author_email: ['Write a whole e-mail address, such as name@example.org.'],
      pull_quote: ['Write the one sentence that people should remember.'],
    })
    assert.equal(response.flashMessage('content'), 'It *began* with one script.')
    const unknown = await submit(client, user, { ...formOf(category), category: '999' })
    assert.deepEqual(unknown.flashMessage('inputErrorsBag'), { category: ['Choose a category.'] })
    assert.lengthOf(await Story.all(), 0)
  })

  test('has no null character in any field', async ({ client, assert }) => {
    const form = formOf(category)
    for (const field of ['name', 'company_name', 'company_url', 'author', 'author_email', 'pull_quote', 'content']) {
      const response = await submit(client, user, { ...form, [field]: `${form[field as keyof typeof form]}\0` })
      const errors = response.flashMessage('inputErrorsBag')
      assert.deepEqual(errors, { [field]: ['Null characters are not allowed.'] })
    }
  })

  test('is not taken from programs that fill in every field', async ({ client, assert }) => {
    const response = await submit(client, user, { ...formOf(category), email_body_text: 'buy' })
    response.assertStatus(400)
    assert.lengthOf(await Story.all(), 0)
  })

  test('of one person are five at the most that wait', async ({ client, assert }) => {
    const [first] = await StoryFactory.merge({ submittedById: user.id }).createMany(5)
    const refused = await submit(client, user, formOf(category))
    assert.match(JSON.stringify(refused.flashMessage('inputErrorsBag')), /5 of your stories wait/)
    await first!.merge({ returnedAt: first!.createdAt }).save()
    await submit(client, user, formOf(category))
    assert.lengthOf(await Story.all(), 6)
  })

  test('comes from who is signed in, and not without the token of the form', async ({ client, assert }) => {
    for (const path of [CREATE, OWN]) {
      const response = await client.get(path).redirects(0)
      assert.match(String(response.header('location')), /^\/accounts\/login\//)
    }
    const page = await client.get(CREATE).loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('Business')
    const guest = await client.post(CREATE).withCsrfToken().redirects(0).form(formOf(category))
    assert.match(String(guest.header('location')), /^\/accounts\/login\//)
    await client.post(CREATE).loginAs(user).redirects(0).form(formOf(category))
    assert.lengthOf(await Story.all(), 0)
  })

  test('is counted by the tier for submissions', async ({ client, cleanup }) => {
    cleanup(await limitRates({ high: 1 }))
    for (let sent = 0; sent < 4; sent++) await submit(client, user, { ...formOf(category), name: '' })
    ;(await submit(client, user, formOf(category))).assertStatus(429)
  })

  test('is not taken while submissions are off', async ({ client, cleanup }) => {
    const { id } = await StoryFactory.merge({ submittedById: user.id }).create()
    cleanup(await switchFeature('success_stories.submissions', 'off'))
    for (const path of [CREATE, `${OWN}${id}/edit/`]) {
      ;(await client.get(path).loginAs(user)).assertStatus(404)
      ;(await submit(client, user, { ...formOf(category), path })).assertStatus(404)
    }
    const own = await client.get(OWN).loginAs(user)
    own.assertStatus(200)
  })
})

test.group('What no browser sends to the form for success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const field of Object.keys(formOf({ id: 1 } as StoryCategory))) {
    test(`is no failure of the site: ${field}`, async ({ client, assert }) => {
      const user = await UserFactory.create()
      const form = formOf(await StoryCategoryFactory.create())
      for (const odd of ['\ud800', ['x'], { x: 'y' }, 7, 'x'.repeat(60_000), null]) {
        const request = client.post(CREATE).loginAs(user).header('accept', 'text/html').withCsrfToken().redirects(0)
        const response = await request.json({ ...form, [field]: odd })
        assert.isBelow(response.status(), 500, `${field} ${JSON.stringify(odd)?.slice(0, 50)}`)
      }
    })
  }
})

test.group('Stories of one person', (group) => {
  let user: User
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    user = await UserFactory.create()
  })

  test('are told how they stand, and nobody else', async ({ client, assert }) => {
    await StoryFactory.merge({ submittedById: user.id, name: 'First' }).apply('published').create()
    await StoryFactory.merge({ submittedById: user.id, name: 'Second' }).apply('returned').create()
    await StoryFactory.merge({ submittedById: user.id, name: 'Third' }).create()
    await StoryFactory.merge({ name: 'Of others' }).create()
    const html = (await client.get(OWN).loginAs(user)).text().replace(/\s+/g, ' ')
    for (const [name, state] of [
      ['First', 'Published'],
      ['Second', 'Returned'],
      ['Third', 'Waiting'],
    ]) {
      assert.match(html, new RegExp(`${name}(?:(?!<h2>).)*${state}`))
    }
    assert.include(html, 'Tell us more about the numbers.')
    assert.notInclude(html, 'Of others')
    assert.lengthOf(html.match(/submissions\/\d+\/edit\/"/g) ?? [], 2)
  })

  test('say what to do while there is none', async ({ client }) => {
    ;(await client.get(OWN).loginAs(user)).assertTextIncludes('You have not submitted a story')
  })

  test('ask the database no more for ten than for one', async ({ client, assert }) => {
    await StoryFactory.merge({ submittedById: user.id }).create()
    const one = await countQueries(() => client.get(OWN).loginAs(user))
    await StoryFactory.merge({ submittedById: user.id }).createMany(9)
    const ten = await countQueries(() => client.get(OWN).loginAs(user))
    assert.equal(ten.length, one.length)
  })

  test('can be changed until they are published; a returned one waits again', async ({ client, assert, cleanup }) => {
    cleanup(withSetting('SUCCESS_STORIES_EMAIL', 'staff@example.org'))
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const category = await StoryCategoryFactory.create()
    const story = await StoryFactory.merge({ submittedById: user.id, name: 'Snakes' }).apply('returned').create()
    const path = `${OWN}${story.id}/edit/`
    const page = await client.get(path).loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('Tell us more about the numbers.')
    page.assertTextIncludes('value="Snakes"')
    const kept = await submit(client, user, { ...formOf(category), name: 'Snakes', path })
    kept.assertStatus(303)
    kept.assertHeader('location', OWN)
    await story.refresh()
    assert.equal(story.state, 'waiting')
    assert.equal(story.returnReason, '')
    assert.equal(story.companyName, 'Example Works')
    assert.sameMembers(
      (await box.mails()).map(({ subject }) => subject),
      ['Revised success story submission: Snakes', 'We have your success story']
    )
    await submit(client, user, { ...formOf(category), name: 'Snakes, again', path })
    assert.deepEqual(await box.mails(), [])
    await story.refresh()
    assert.equal(story.slug, 'snakes-again')
  })

  test('can be changed by nobody else, and not once they are published', async ({ client, assert }) => {
    const category = await StoryCategoryFactory.create()
    const own = await StoryFactory.merge({ submittedById: user.id }).apply('published').create()
    const foreign = await StoryFactory.create()
    for (const { id } of [own, foreign]) {
      ;(await client.get(`${OWN}${id}/edit/`).loginAs(user)).assertStatus(403)
      ;(await submit(client, user, { ...formOf(category), path: `${OWN}${id}/edit/` })).assertStatus(403)
    }
    for (const id of ['0', '999999999', '9999999999', 'x']) {
      ;(await client.get(`${OWN}${id}/edit/`).loginAs(user)).assertStatus(404)
    }
    await own.refresh()
    assert.notEqual(own.companyName, 'Example Works')
  })
})
