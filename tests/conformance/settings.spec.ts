import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { SettingCatalogue, type Setting } from '@pydotorg/platform/settings'

async function all(): Promise<Setting[]> {
  return (await app.container.make(SettingCatalogue)).all()
}

const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index)

test.group('Settings of plugins', () => {
  test('bear the name of their plugin, and the others that of the site', async ({ assert }) => {
    const groups = await (await app.container.make(SettingCatalogue)).groups()
    for (const { plugin, settings } of groups) {
      assert.isNotEmpty(settings)
      for (const { key } of settings) assert.equal(key.split('.')[0], plugin ?? 'site')
    }
  })

  test('have keys and variables of their own', async ({ assert }) => {
    const settings = await all()
    assert.deepEqual(repeated(settings.map(({ key }) => key)), [])
    assert.deepEqual(repeated(settings.flatMap(({ variables }) => variables)), [])
  })

  test('say in a title and a sentence what changes with them', async ({ assert }) => {
    for (const { key, declaration } of await all()) {
      assert.match(declaration.title, /^[A-Z].{2,59}[^.]$/, key)
      assert.match(declaration.summary, /^[A-Z].{10,298}\.$/, key)
    }
  })
})
