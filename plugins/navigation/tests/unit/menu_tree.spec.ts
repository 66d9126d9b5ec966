import { test } from '@japa/runner'
import type { MenuEntry, NavigationEntry } from '@pydotorg/platform/contributions'
import { menuNodes, type Decision } from '#services/menu_nodes'
import { childrenOf, height, lineage, menuTree } from '#services/menu_tree'

const entry = (key: string, weight: number, children: NavigationEntry[] = []): NavigationEntry => {
  return { key, title: key, href: `/${key}/`, weight, children }
}

const decision = (key: string, says: Partial<Decision> = {}): Decision => {
  return { key, title: null, href: null, summary: null, parentKey: null, position: null, isHidden: false, ...says }
}

const own = (key: string, says: Partial<Decision> = {}): Decision => {
  return decision(key, { title: key, href: `/${key}/`, position: 10, ...says })
}

const contributed = [
  entry('about', 10),
  entry('downloads', 20, [entry('windows', 10), entry('macos', 20)]),
  entry('events', 30),
]

/** A menu in one line: `downloads(windows macos)`. */
function inWords(entries: readonly MenuEntry[]): string {
  return entries.map(({ title, children }) => title + (children.length ? `(${inWords(children)})` : '')).join(' ')
}

function shown(decisions: Decision[], entries = contributed): string {
  return inWords(menuTree(menuNodes(entries, decisions), ({ isHidden }) => !isHidden))
}

test.group('A menu as staff want it', () => {
  test('is as plugins contribute it while nobody decided anything', ({ assert }) => {
    assert.equal(shown([]), 'about downloads(windows macos) events')
  })

  test('shows entries under other titles, and hides them with all that stands below', ({ assert }) => {
    assert.equal(shown([decision('about', { title: 'Who we are' })]), 'Who we are downloads(windows macos) events')
    assert.equal(shown([decision('downloads', { isHidden: true })]), 'about events')
    assert.equal(shown([decision('macos', { isHidden: true })]), 'about downloads(windows) events')
  })

  test('has entries of plugins below those of others, and back on the first level', ({ assert }) => {
    assert.equal(
      shown([decision('events', { parentKey: 'about', position: 10 })]),
      'about(events) downloads(windows macos)'
    )
    const order = ['about', 'macos', 'downloads'].map((key, index) => decision(key, { position: index }))
    assert.equal(shown(order), 'about macos downloads(windows) events')
  })

  test('puts an entry that nobody ever placed before the first one of a greater weight', ({ assert }) => {
    const placed = [decision('events', { position: 10 }), decision('about', { position: 20 })]
    assert.equal(shown(placed), 'downloads(windows macos) events about')
    assert.equal(shown([...placed, own('shop', { position: 30 })]), 'downloads(windows macos) events about shop')
  })

  test('forgets what was decided about entries that are gone, and shows it again when they are back', ({ assert }) => {
    const decisions = [
      decision('windows', { parentKey: 'events', position: 10 }),
      own('archive', { parentKey: 'events', position: 20 }),
      decision('jobs', { title: 'Work' }),
    ]
    const without = contributed.filter(({ key }) => key !== 'events')
    assert.equal(shown(decisions, without), 'about downloads(windows macos)')
    assert.equal(shown(decisions), 'about downloads(macos) events(windows archive)')
  })

  test('shows three levels and no more, also where rows make a circle', ({ assert }) => {
    const chain = ['a', 'b', 'c', 'd'].map((key, index, all) => own(key, { parentKey: all[index - 1] ?? null }))
    assert.equal(shown(chain, []), 'a(b(c))')
    const circle = [own('a', { parentKey: 'b' }), own('b', { parentKey: 'a' })]
    const nodes = menuNodes([], circle)
    assert.equal(shown(circle, []), '')
    assert.deepEqual(
      lineage(nodes, 'a').map(({ key }) => key),
      ['a', 'b']
    )
  })

  test('knows what stands above and below', ({ assert }) => {
    const nodes = menuNodes(contributed, [])
    assert.equal(height(nodes, 'downloads'), 2)
    assert.equal(height(nodes, 'about'), 1)
    assert.deepEqual(
      childrenOf(nodes, 'downloads').map(({ key }) => key),
      ['windows', 'macos']
    )
    assert.deepEqual(
      lineage(nodes, 'macos').map(({ key }) => key),
      ['macos', 'downloads']
    )
  })
})
