import { BaseCheck, Result } from '@adonisjs/core/health'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader, type HealthCheckSource } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'

interface Report {
  status: string
  checks: { name: string; status: string; message: string }[]
}

class KennelCheck extends BaseCheck {
  name = 'Kennel'
  async run(): Promise<Result> {
    return Result.failed('connect to postgres://keeper:hunter2@kennel refused')
  }
}

class FurCheck extends BaseCheck {
  name = 'Fur'
  async run(): Promise<Result> {
    return Result.warning('It sheds')
  }
}

class ThrowingCheck extends BaseCheck {
  name = 'Throws'
  async run(): Promise<Result> {
    throw new Error('hunter2')
  }
}

const source =
  (check: new () => BaseCheck): HealthCheckSource =>
  async () => ({ default: check })

function contribute(healthChecks: readonly HealthCheckSource[]): void {
  const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.', contributes: { healthChecks } })
  const plugins = new PluginRegistry(
    '/',
    [{ name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest }],
    [{ name: 'snakes', packageName: '@pydotorg/snakes', error: new Error('its password is hunter2') }]
  )
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  app.container.swap(ContributionReader, () => reader)
  app.container.swap(PluginRegistry, () => plugins)
}

test.group('Health', (group) => {
  group.each.setup(() => () => {
    app.container.restore(ContributionReader)
    app.container.restore(PluginRegistry)
  })

  for (const path of ['/health/live', '/health/live/', '/health/ready', '/health/ready/']) {
    test(`is fine: ${path}`, async ({ client }) => {
      const response = await client.get(path).redirects(0)
      response.assertStatus(200)
      response.assertBody({ status: 'ok' })
      response.assertHeader('cache-control', 'no-store')
    })
  }

  test('reports database, plugins, jobs, mails, cache, disk and memory', async ({ client, assert }) => {
    const response = await client.get('/health')
    response.assertStatus(200)
    const { checks } = response.body() as Report
    assert.deepEqual(
      checks.slice(0, 8).map(({ name }) => name),
      ['Database', 'Plugins', 'Jobs', 'Mails', 'Mail templates', 'Cache', 'Disk space check', 'Memory heap check']
    )
  })

  test('warns of plugins that could not be loaded', async ({ client, assert }) => {
    contribute([source(FurCheck)])
    const response = await client.get('/health')
    response.assertStatus(200)
    const { status, checks } = response.body() as Report
    assert.equal(status, 'warning')
    assert.deepInclude(checks, { name: 'Plugins', status: 'warning', message: 'Could not be loaded: snakes' })
    assert.deepInclude(checks, { name: 'Fur', status: 'warning', message: 'It sheds' })
  })

  test('is 503 when a check failed, and tells no secret', async ({ client, assert }) => {
    contribute([source(KennelCheck), source(ThrowingCheck), () => Promise.reject(new Error('hunter2'))])
    const response = await client.get('/health')
    response.assertStatus(503)
    response.assertHeader('cache-control', 'no-store')
    const { status, checks } = response.body() as Report
    assert.equal(status, 'error')
    assert.deepEqual(
      checks.filter((check) => check.status === 'error').map(({ name }) => name),
      ['Kennel', 'Throws', 'Check of a plugin']
    )
    assert.notInclude(response.text(), 'hunter2')
    assert.notInclude(response.text(), 'postgres')
  })
})
