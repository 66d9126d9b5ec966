import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { addFeatureTag, Features } from '@pydotorg/platform/features'
import { switchFeature } from '@pydotorg/platform/testing'
import { Edge } from 'edge.js'
import { definition } from './definitions.js'

const TEMPLATE = `@feature('events.submissions')
Submit an event
@else
Submissions are closed
@end`

test.group('Tag @feature', () => {
  test('renders its body while the feature is on, and what follows @else while it is not', async ({ assert }) => {
    const features = new Features([definition('events'), definition('events.submissions')])
    const edge = Edge.create()
    addFeatureTag(edge, features)
    assert.equal((await edge.renderRaw(TEMPLATE)).trim(), 'Submit an event')
    features.replace([{ key: 'events', state: 'maintenance', rules: {} }])
    assert.equal((await edge.renderRaw(TEMPLATE)).trim(), 'Submissions are closed')
  })

  test('takes an expression for the key and stands inside loops and conditions', async ({ assert }) => {
    const features = new Features([definition('events'), definition('jobs', { default: 'off' })])
    const edge = Edge.create()
    addFeatureTag(edge, features)
    const template = '@each(key in keys)\n@if(true)\n@feature(key)\n{{ key }}\n@end\n@end\n@end'
    assert.equal((await edge.renderRaw(template, { keys: ['events', 'jobs', 'unknown'] })).trim(), 'events')
  })

  test('asks for the visitor of the page, who gets a cookie only then', async ({ assert, cleanup }) => {
    const plugin = (await app.container.make(Features)).definitions().find(({ core }) => !core)
    const template = `@feature('${plugin?.key}')\nin\n@else\nout\n@end`
    const quiet = await testUtils.createHttpContext()
    assert.equal((await quiet.view.renderRaw(template)).trim(), 'in')
    assert.isUndefined(quiet.response.getHeader('set-cookie'))
    cleanup(await switchFeature(String(plugin?.key), 'on', { percentage: 99.9999 }))
    const asked = await testUtils.createHttpContext()
    assert.equal((await asked.view.renderRaw(template)).trim(), 'in')
    assert.include(String(asked.response.getHeader('set-cookie')), 'visitor=')
    assert.isTrue(asked.features.isPersonal)
  })
})
