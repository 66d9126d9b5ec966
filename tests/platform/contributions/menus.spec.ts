import { test } from '@japa/runner'
import { ContributionReader, Menus, trailTo, type MenuEntry } from '@pydotorg/platform/contributions'
import { plugin, Switchboard } from '../plugins/plugins_in_memory.js'

const entry = (key: string, href: string, weight: number) => ({ key, title: key, href, weight })

function board(): Switchboard {
  return new Switchboard([
    plugin('cats', {
      contributes: {
        navigation: {
          main: [
            {
              ...entry('cats.cats', '/cats/', 20),
              summary: 'All of them.',
              children: [entry('cats.old', '/cats/old/', 20), entry('cats.young', '/cats/young/', 10)],
            },
          ],
        },
      },
    }),
    plugin('dogs', { contributes: { navigation: { main: [entry('dogs.dogs', '/dogs/', 10)] } } }),
  ])
}

const bare = (key: string, href: string, children: MenuEntry[] = []): MenuEntry => {
  return { key, title: key, href, summary: null, children, panel: null }
}

test.group('Menus', () => {
  test('gives entries of plugins that are on and of the settings, on every level by weight', ({ assert }) => {
    const { registry, features } = board()
    const menus = new Menus(new ContributionReader(registry, features), () => ({
      main: [entry('site.shop', 'https://shop.example/', 15)],
    }))
    assert.deepEqual(menus.menu('main'), [
      bare('dogs.dogs', '/dogs/'),
      bare('site.shop', 'https://shop.example/'),
      {
        ...bare('cats.cats', '/cats/', [bare('cats.young', '/cats/young/'), bare('cats.old', '/cats/old/')]),
        summary: 'All of them.',
      },
    ])
    assert.deepEqual(menus.menu('footer'), [])
  })

  test('forgets the entries of a plugin that goes off at once', ({ assert }) => {
    const switchboard = board()
    const menus = new Menus(new ContributionReader(switchboard.registry, switchboard.features))
    assert.lengthOf(menus.menu('main'), 2)
    switchboard.turn('cats', 'off')
    assert.deepEqual(menus.menu('main'), [bare('dogs.dogs', '/dogs/')])
  })
})

test.group('The trail to a page', () => {
  const menu = [
    bare('home', '/'),
    bare('psf', '/psf/', [bare('legal', '/psf/legal/', [bare('marks', '/psf/trademarks/')])]),
    bare('about', '/about/', [bare('board', '/psf/records/')]),
    bare('index', 'https://pypi.example/'),
  ]
  const keys = (path: string) => trailTo(menu, path).map(({ key }) => key)

  test('leads from the section down to {path}')
    .with([
      { path: '/psf/', expected: ['psf'] },
      { path: '/psf/members/', expected: ['psf'] },
      { path: '/psf/legal', expected: ['psf', 'legal'] },
      { path: '/psf/trademarks/pycon/', expected: ['psf', 'legal', 'marks'] },
      { path: '/psf/records/board/', expected: ['about', 'board'] },
      { path: '/', expected: [] },
      { path: '/psforum/', expected: [] },
    ])
    .run(({ assert }, { path, expected }) => assert.deepEqual(keys(path), expected))
})
