import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { Site } from '@pydotorg/platform/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'

const settings = {
  name: 'python.org',
  summary: 'A language.',
  publisher: { name: 'Somebody', url: 'https://www.example.org/' },
  url: 'https://www.example.org',
}

/** A way to sign in that depends on who asks. */
const tag = (href: string) => ({ key: 'pets.tag', title: 'Collar tag', href, mark: 'pets::marks/tag' })

function site(packageIndex?: string, state: 'on' | 'off' = 'on'): Site {
  const manifest = definePlugin({
    name: 'pets',
    title: 'Pets',
    summary: 'Pets.',
    feature: { default: state },
    contributes: {
      navigation: {
        main: [
          { key: 'pets.cats', title: 'Cats', href: '/pets/cats/', weight: 20 },
          { key: 'pets.all', title: 'Pets', href: '/pets/', weight: 10 },
        ],
      },
      signInWays: [async () => ({ default: async ({ params }) => [tag(`/${params.pet}/`)] })],
      feeds: [{ title: 'New pets', href: '/pets/feed.rss', type: 'application/rss+xml' }],
    },
  })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  return new Site({ ...settings, packageIndex }, reader)
}

test.group('Site', () => {
  test('makes paths absolute by its own address', ({ assert }) => {
    assert.equal(site().address('/pets/'), 'https://www.example.org/pets/')
  })

  test('shows the menu of plugins that are on, by weight', ({ assert }) => {
    assert.deepEqual(
      site()
        .navigation('main')
        .map(({ title }) => title),
      ['Pets', 'Cats']
    )
    assert.deepEqual(site(undefined, 'off').navigation('main'), [])
    assert.deepEqual(site(undefined, 'off').feeds(), [])
  })

  test('asks the plugins that are on for ways to sign in, of this request', async ({ assert }) => {
    const ctx = await testUtils.createHttpContext()
    ctx.params = { pet: 'cat' }
    assert.deepEqual(await site().signInWays(ctx), [tag('/cat/')])
    assert.deepEqual(await site(undefined, 'off').signInWays(ctx), [])
  })

  test('has a menu when there is an entry for it', ({ assert }) => {
    assert.isTrue(site().hasMenu())
    assert.isFalse(site(undefined, 'off').hasMenu())
    assert.isTrue(site('https://pypi.example/', 'off').hasMenu())
  })

  test('knows which section a page lies in', ({ assert }) => {
    assert.isTrue(site().isWithin('/pets/', '/pets/'))
    assert.isTrue(site().isWithin('/pets/', '/pets'))
    assert.isTrue(site().isWithin('/pets/', '/pets/cats/'))
    assert.isFalse(site().isWithin('/pets/', '/petshops/'))
    assert.isFalse(site().isWithin('/', '/pets/'))
  })
})
