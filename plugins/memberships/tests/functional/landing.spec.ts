import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { bodyOf, countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { MembershipFactory } from '#database/factories/membership_factory'

const LANDING = '/membership/'
const LEVELS = '/psf/membership/'

test.group('Landing page of memberships', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('invites guests, without a cookie and without a query', async ({ client, assert }) => {
    let cookie: unknown
    const queries = await countQueries(async () => {
      const response = await client.get(LANDING)
      response.assertStatus(200)
      response.assertTextIncludes('Become a PSF basic member')
      response.assertTextIncludes('sign in or make one on the way')
      cookie = response.header('set-cookie')
    })
    assert.isUndefined(cookie)
    assert.lengthOf(queries, 0)
  })

  test('tells somebody without a membership that one form is left', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.get(LANDING).loginAs(user)
    response.assertTextIncludes('Become a PSF basic member')
    response.assertTextIncludes('one form is all that is left')
    response.assertTextIncludes(user.username)
  })

  test('shows a basic member what more they can do', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).create()
    const response = await client.get(LANDING).loginAs(user)
    response.assertTextIncludes('You are a basic member')
    response.assertTextIncludes('Edit your PSF basic membership')
    assert.notInclude(response.text(), 'Become a PSF basic member')
  })

  test('thanks members of a higher level', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await MembershipFactory.merge({ userId: user.id }).apply('fellow').create()
    const response = await client.get(LANDING).loginAs(user)
    response.assertTextIncludes('You are listed as fellow')
    response.assertTextIncludes('Edit your PSF membership')
    assert.notInclude(response.text(), 'basic member')
  })

  test('is not found while its feature is off, and then nothing leads there', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('memberships.landing', 'off'))
    const landing = await client.get(LANDING)
    landing.assertStatus(404)
    const levels = await client.get(LEVELS)
    levels.assertStatus(200)
    assert.notInclude(levels.text(), 'href="/membership/"')
    const sitemap = await client.get('/sitemap.xml')
    const xml = bodyOf(sitemap)
    assert.include(xml, `${LEVELS}<`)
    assert.notInclude(xml, `${process.env.APP_URL}${LANDING}<`)
  })
})

test.group('Levels of memberships', () => {
  test('are explained to everybody', async ({ client, assert }) => {
    const response = await client.get(LEVELS)
    response.assertStatus(200)
    for (const level of ['Basic', 'Supporting', 'Contributing', 'Fellow', 'Sponsor']) {
      assert.match(response.text(), new RegExp(`<th scope="row">${level}</th>`))
    }
    assert.isUndefined(response.header('set-cookie'))
  })

  test('stand in the footer of every page, and membership in the menu of accounts', async ({ client, assert }) => {
    const home = await client.get('/')
    assert.include(home.text(), `href="${LEVELS}"`)
    assert.notInclude(home.text(), 'href="/users/membership/"')
  })
})
