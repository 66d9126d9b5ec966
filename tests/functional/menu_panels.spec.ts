import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { Site } from '@pydotorg/platform/http'

test.group('Panels of the menu', (group) => {
  let pets: string[] | null = ['Tabby']

  group.setup(async () => {
    edge.registerTemplate('test::panel', { template: '<p>{{ pets.join() }}</p>' })
    const own = await app.container.make(Site)
    const panel = {
      view: 'test::panel',
      data: async () => ({ default: async () => pets && { pets } }),
      tags: ['pets:pets'],
    }
    const entry = { title: 'Pets', href: '/pets/', summary: null, children: [], panel: null }
    const site = Object.create(own, {
      navigation: {
        value: () => [
          { ...entry, key: 'pets.pets', panel },
          { ...entry, key: 'pets.plain' },
        ],
      },
    }) as Site
    app.container.swap(Site, () => site)
    return () => {
      app.container.restore(Site)
      edge.removeTemplate('test::panel')
    }
  })

  test('come from an address of their own, which is in no index', async ({ client, assert }) => {
    const response = await client.get('/menu-panels/pets.pets/')
    response.assertStatus(200)
    response.assertHeader('x-robots-tag', 'noindex')
    assert.include(response.text(), '<turbo-frame id="menu-panel-pets.pets" target="_top"><p>Tabby</p></turbo-frame>')
  })

  test('are rendered once for many', async ({ client, assert }) => {
    pets = ['Persian']
    assert.include((await client.get('/menu-panels/pets.pets/')).text(), 'Persian')
    pets = ['Siamese']
    assert.include((await client.get('/menu-panels/pets.pets/')).text(), 'Persian')
  })

  test('may have nothing to show', async ({ client, assert }) => {
    pets = null
    assert.include((await client.get('/menu-panels/pets.pets/')).text(), 'target="_top"></turbo-frame>')
  })

  test('are not found for an entry without one, nor for none', async ({ client }) => {
    for (const key of ['pets.plain', 'pets.unknown', '%00']) {
      ;(await client.get(`/menu-panels/${key}/`)).assertStatus(404)
    }
  })
})
