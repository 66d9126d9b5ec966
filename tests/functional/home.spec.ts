import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader, type HomeSection } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'

function section(weight: number, data: () => Promise<Record<string, unknown> | null>): HomeSection {
  return { key: `pets.${weight}`, weight, view: 'test::pets', data: () => Promise.resolve({ default: data }) }
}

/** Puts a plugin with these sections in the place of all others. */
function contribute(homeSections: readonly HomeSection[]): void {
  const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.', contributes: { homeSections } })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  app.container.swap(ContributionReader, () => reader)
}

test.group('Home page', (group) => {
  group.setup(() => {
    edge.registerTemplate('test::pets', { template: '<h2>Pet of the day: {{ name }}</h2>' })
    return () => {
      edge.removeTemplate('test::pets')
    }
  })
  group.each.setup(() => () => app.container.restore(ContributionReader))

  test('says what Python is and shows a session at its prompt', async ({ client, assert }) => {
    const response = await client.get('/')
    response.assertStatus(200)
    const html = response.text()
    assert.match(html, /<h1>Python is a programming language/)
    assert.include(html, 'Dinner for three: 4.29 each')
    assert.include(html, '<link rel="canonical" href="http')
    assert.include(html, '<html lang="en">')
  })

  test('looks right without any plugin', async ({ client, assert }) => {
    contribute([])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Where to start')
    assert.notInclude(response.text(), 'Pet of the day')
  })

  test('shows sections of plugins by weight, escaped', async ({ client, assert }) => {
    contribute([
      section(20, () => Promise.resolve({ name: 'Zoe & <b>co</b>' })),
      section(10, () => Promise.resolve({ name: 'Adam' })),
    ])
    const html = (await client.get('/')).text()
    assert.isBelow(html.indexOf('Pet of the day: Adam'), html.indexOf('Pet of the day: Zoe &amp; &lt;b&gt;co'))
    assert.isAbove(html.indexOf('Pet of the day: Adam'), 0)
  })

  test('leaves out a section with nothing to show', async ({ client, assert }) => {
    contribute([section(10, () => Promise.resolve(null))])
    const response = await client.get('/')
    assert.notInclude(response.text(), 'Pet of the day')
    assert.equal(response.header('cache-control'), 'public, max-age=0, must-revalidate')
  })

  test('leaves out a section that throws, and lets nobody keep such a page', async ({ client, assert }) => {
    contribute([
      section(10, () => Promise.reject(new Error('the kennel burns'))),
      section(20, () => Promise.resolve({ name: 'Adam' })),
    ])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Pet of the day: Adam')
    assert.notInclude(response.text(), 'kennel')
    assert.equal(response.header('cache-control'), 'no-store')
  })

  test('leaves out a section whose template is broken', async ({ client, assert }) => {
    contribute([{ ...section(10, () => Promise.resolve({})), view: 'test::missing' }])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Where to start')
  })
})
