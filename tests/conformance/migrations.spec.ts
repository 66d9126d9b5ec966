import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import app from '@adonisjs/core/services/app'
import type { Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'
import { ThrowAwaySchema, type Description } from './throw_away_schema.js'

const HOST = 'database/migrations'
/** Identity and media are the platform's, and every plugin may point at people and at what was uploaded. */
const OPEN_TABLES = ['users', 'media_images', 'media_documents']

const folderOf = ({ directory }: Plugin) => relative(app.makePath(), `${directory}/database/migrations`)

test.group('Migrations of the host', () => {
  test('go down, leaving nothing, and up again to the same tables', async ({ assert, cleanup }) => {
    const schema = await ThrowAwaySchema.create()
    cleanup(() => schema.drop())
    await schema.migrate({ folder: HOST, direction: 'up' })
    const described = await schema.description()
    await schema.migrate({ folder: HOST, direction: 'down' })
    assert.deepEqual(await schema.objects(), [])
    await schema.migrate({ folder: HOST, direction: 'up' })
    assert.deepEqual(await schema.description(), described)
  })
})

test.group('Migrations of plugins', (group) => {
  let schema: ThrowAwaySchema
  const created = new Map<string, string[]>()
  let described: Description[] = []

  group.setup(async () => {
    schema = await ThrowAwaySchema.create()
    await schema.migrate({ folder: HOST, direction: 'up' })
    for (const plugin of registeredPlugins) {
      const before = await schema.objects()
      await schema.migrate({ folder: folderOf(plugin), direction: 'up' })
      const after = await schema.objects()
      created.set(
        plugin.name,
        after.filter((name) => !before.includes(name))
      )
    }
    described = await schema.description()
  })
  group.teardown(() => schema.drop())

  test('{name} makes only tables, types and functions whose names start with its own')
    .with(registeredPlugins)
    .run(({ assert }, { name, directory }) => {
      assert.equal(Boolean(created.get(name)?.length), existsSync(`${directory}/database/migrations`))
      assert.deepEqual(
        created.get(name)?.filter((object) => !object.startsWith(`${name}_`)),
        []
      )
    })

  test('{name} has foreign keys only to its own tables, people, and tables of plugins that it requires')
    .with(registeredPlugins)
    .run(async ({ assert }, { name, manifest }) => {
      const open = [name, ...(manifest.requires ?? [])].flatMap((plugin) => created.get(plugin) ?? [])
      const own = created.get(name) ?? []
      const keys = (await schema.foreignKeys()).filter(([from]) => own.includes(from))
      assert.deepEqual(
        keys.filter(([, to]) => !open.includes(to) && !OPEN_TABLES.includes(to)),
        []
      )
    })

  test('go down, leaving nothing, and up again to the same tables', async ({ assert }) => {
    for (const plugin of [...registeredPlugins].reverse()) {
      await schema.migrate({ folder: folderOf(plugin), direction: 'down' })
      const left = await schema.objects()
      assert.deepEqual(
        created.get(plugin.name)?.filter((object) => left.includes(object)),
        [],
        `${plugin.name} leaves something behind`
      )
    }
    for (const plugin of registeredPlugins) await schema.migrate({ folder: folderOf(plugin), direction: 'up' })
    assert.deepEqual(await schema.description(), described)
  })
})
