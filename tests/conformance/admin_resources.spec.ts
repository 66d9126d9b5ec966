import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { AdminDirectory, ADMIN_VERBS, permissionFor, type AdminResource } from '@pydotorg/platform/admin'
import { knownPermissions } from '@pydotorg/platform/identity/operators'
import { iconMarkup } from '@pydotorg/platform/icons'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

interface Declared {
  key: string
  plugin: string
  resource: AdminResource
}

const declared: Declared[] = []
for (const { name, manifest } of registeredPlugins) {
  for (const source of manifest.contributes?.adminResources ?? []) {
    const { default: resource } = await source()
    resource.model.boot()
    declared.push({ key: resource.key, plugin: name, resource })
  }
}

const columnOf = ({ model }: AdminResource, attribute: string) => model.$getColumn(attribute)?.columnName ?? null

async function indexesOf(table: string): Promise<string[]> {
  const { rows } = (await db.rawQuery(
    'select indexdef from pg_indexes where tablename = ? and schemaname = current_schema()',
    [table]
  )) as { rows: { indexdef: string }[] }
  return rows.map(({ indexdef }) => indexdef)
}

test.group('Admin resources', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{key} belongs to its plugin, with permissions and an icon that there are')
    .with(declared)
    .run(async ({ assert }, { key, plugin, resource }) => {
      assert.match(key, new RegExp(`^${plugin}\\.[a-z][a-z0-9_]*$`))
      assert.lengthOf(
        declared.filter((other) => other.key === key),
        1
      )
      // By it the dashboard tells whose entries of the audit log somebody sees.
      assert.lengthOf(
        declared.filter((other) => other.resource.subject === resource.subject),
        1
      )
      const known = Object.keys(knownPermissions(await app.container.make(PluginRegistry)))
      for (const verb of ADMIN_VERBS) {
        const permission = permissionFor(resource, verb)
        if (permission !== null) assert.include(known, permission)
      }
      for (const { permission } of resource.actions ?? []) if (permission) assert.include(known, permission)
      assert.include(iconMarkup(resource.icon), '<svg')
    })

  test('{key} orders, searches and filters by columns of its table')
    .with(declared)
    .run(({ assert }, { resource }) => {
      const { columns, search = [], filters = [], order, dates } = resource.list
      const attributes = [
        ...columns.filter(({ orderable }) => orderable).map(({ name }) => name),
        ...search,
        ...filters.filter(({ kind }) => kind !== 'custom').map(({ name }) => name),
        order.replace(/^-/, ''),
        ...(dates ? [dates] : []),
      ]
      for (const attribute of attributes) assert.isNotNull(columnOf(resource, attribute), attribute)
    })

  test('{key} has the indexes that many rows need')
    .with(declared.filter(({ resource }) => resource.rows === 'many'))
    .run(async ({ assert }, { resource }) => {
      const { columns, search = [], order, dates } = resource.list
      const indexes = await indexesOf(resource.model.table)
      const ordered = new Set([
        order.replace(/^-/, ''),
        ...columns.filter(({ orderable }) => orderable).map(({ name }) => name),
      ])
      if (dates) ordered.add(dates)
      for (const attribute of ordered) {
        const column = columnOf(resource, attribute)!
        const fits = indexes.some((index) => new RegExp(`using btree \\("?${column}"?[,) ]`, 'i').test(index))
        assert.isTrue(fits, `${resource.model.table} needs an index on (${column}, id)`)
      }
      if (resource.list.searchesWithoutIndex) return
      for (const attribute of search) {
        const column = columnOf(resource, attribute)!
        const fits = indexes.some((index) =>
          new RegExp(`using gin \\(.*"?${column}"? (\\w+\\.)?gin_trgm_ops`, 'i').test(index)
        )
        assert.isTrue(fits, `${resource.model.table} needs a gin index on (${column} gin_trgm_ops)`)
      }
    })

  test('{key} shows its list in every order, by every filter and search, its form and its export')
    .with(declared)
    .run(async ({ assert, client }, { resource }) => {
      const user = await UserFactory.apply('superuser').create()
      const directory = await app.container.make(AdminDirectory)
      const base = directory.address(resource)
      const { columns, filters = [], search = [] } = resource.list
      const searches = [
        '',
        ...(search.length > 0 ? ['?q=a+b'] : []),
        ...columns.filter(({ orderable }) => orderable).flatMap(({ name }) => [`?order=${name}`, `?order=-${name}`]),
        ...filters.map((filter) => {
          if (filter.kind === 'date') return `?f_${filter.name}_from=2024-01-01&f_${filter.name}_to=2025-01-01`
          if (filter.kind === 'custom') return `?${filter.choices.map(({ value }) => `f_${filter.name}=${value}`)[0]}`
          return `?f_${filter.name}=${filter.kind === 'boolean' ? 'yes' : '1'}`
        }),
      ]
      for (const one of searches) {
        const page = await client.get(`${base}${one}`).loginAs(user)
        assert.equal(page.status(), 200, `${base}${one}`)
      }
      const isExported = resource.list.export !== false
      for (const format of ['csv', 'json']) {
        const file = await client.get(`${base}export/${format}/`).loginAs(user)
        assert.equal(file.status(), isExported ? 200 : 404)
      }
      if (!resource.form || permissionFor(resource, 'add') === null) return
      const form = await client.get(`${base}new/`).loginAs(user).withSession({ 'identity.proved_at': Date.now() })
      assert.equal(form.status(), 200)
    })

  test('{key} is imported by a unique text that files hold, and by a form that needs nothing else')
    .with(declared.filter(({ resource }) => resource.import))
    .run(async ({ assert, client }, { resource }) => {
      const fields = (resource.form?.fieldsets ?? []).flatMap((set) => set.fields)
      const key = fields.find(({ name }) => name === resource.import?.key)
      assert.include(['text', 'slug'], String(key?.kind))
      const column = columnOf(resource, key!.name)!
      const indexes = await indexesOf(resource.model.table)
      assert.isTrue(
        indexes.some((index) => new RegExp(`unique.*\\((lower\\()?"?${column}"?[) ]`, 'i').test(index)),
        `${resource.model.table} needs a unique index on (${column})`
      )
      assert.isFalse(
        fields.some(({ kind }) => kind === 'many'),
        'each row would ask for them'
      )
      const user = await UserFactory.apply('superuser').create()
      const base = (await app.container.make(AdminDirectory)).address(resource)
      const page = await client.get(`${base}import/`).loginAs(user).withSession({ 'identity.proved_at': Date.now() })
      assert.equal(page.status(), 200)
    })

  test('{key} is closed to a stranger and to staff without its permission')
    .with(declared)
    .run(async ({ assert, client }, { resource }) => {
      const base = (await app.container.make(AdminDirectory)).address(resource)
      for (const user of [await UserFactory.create(), await UserFactory.apply('staff').create()]) {
        for (const path of [base, `${base}new/`, `${base}1/`, `${base}export/csv/`]) {
          const response = await client.get(path).loginAs(user)
          assert.equal(response.status(), 403, path)
        }
      }
    })
})
