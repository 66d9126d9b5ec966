import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { featureDefinitions, Features, FeatureSwitch, MemoryFeatureStore } from '@pydotorg/platform/features'
import type { JobList } from '@pydotorg/platform/jobs'
import { PluginRegistry, type Plugin } from '@pydotorg/platform/plugins'
import { SwitchPreviews } from '@pydotorg/platform/switchboard'

type Manifest = Parameters<typeof definePlugin>[0]

function plugin(manifest: Partial<Manifest> & { name: string }): Plugin {
  const { name } = manifest
  const whole = definePlugin({ title: `The ${name}`, summary: `${name}.`, ...manifest })
  return { name, version: '1.0.0', packageName: `@pydotorg/${name}`, directory: `/plugins/${name}`, manifest: whole }
}

function previews(waiting: JobList['waiting'], environment = {}): SwitchPreviews {
  const plugins = new PluginRegistry('/', [
    plugin({
      name: 'pets',
      features: { walks: { summary: 'Walks.', owner: 'operators', default: 'on' } },
      contributes: {
        navigation: { main: [{ key: 'pets.pets', title: 'Pets', href: '/pets/', weight: 1 }] },
        feeds: [{ title: 'New pets', href: '/pets/feed.rss', type: 'application/rss+xml' }],
      },
      schedules: [{ name: 'pets.feed', job: () => Promise.reject(new Error('not loaded')), cron: '0 8 * * *' }],
    }),
    plugin({ name: 'vets', requires: ['pets'] }),
    plugin({ name: 'shop' }),
  ])
  const features = new Features(featureDefinitions(plugins), environment)
  const featureSwitch = new FeatureSwitch(features, new MemoryFeatureStore())
  const jobList = { waiting } as JobList
  return new SwitchPreviews({ plugins, features, featureSwitch, jobList, router: async () => router })
}

const some = async () => ({ byPlugin: new Map([['pets', 3]]), isWhole: true })

test.group('Previews of switches', () => {
  test('list what goes dark, with what requires it and the jobs that will be held', async ({ assert }) => {
    const preview = await previews(some).of('pets', 'off')
    assert.containSubset(preview, { from: 'on', to: 'off', dependents: ['vets'], refusal: null, hasMoreJobs: false })
    assert.deepEqual(
      preview.dark.map(({ name, title, jobs }) => [name, title, jobs]),
      [
        ['pets', 'The pets', 3],
        ['vets', 'The vets', 0],
      ]
    )
    const { parts } = preview.dark[0]!
    assert.deepEqual(parts['menu entries'], ['Pets (main, /pets/)'])
    assert.deepEqual(parts.feeds, ['New pets (/pets/feed.rss)'])
    assert.deepEqual(parts.schedules, ['pets.feed'])
    assert.deepEqual(preview.features, ['pets.walks'])
  })

  test('are empty for a switch that makes nothing worse', async ({ assert }) => {
    assert.containSubset(await previews(some).of('pets', 'on'), { dark: [], dependents: [], features: [] })
  })

  test('do without the queues when those are away', async ({ assert }) => {
    const preview = await previews(() => Promise.reject(new Error('away'))).of('shop', 'maintenance')
    assert.deepEqual(
      preview.dark.map(({ name, jobs }) => [name, jobs]),
      [['shop', null]]
    )
  })

  test('say why a switch cannot be turned', async ({ assert }) => {
    const preview = await previews(some, { FEATURE_SHOP: 'on' }).of('shop', 'off')
    assert.include(preview.refusal, 'FEATURE_SHOP')
  })
})
