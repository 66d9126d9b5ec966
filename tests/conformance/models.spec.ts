import { existsSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BaseModel } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

interface Column {
  column_name: string
  data_type: string
  is_generated: 'ALWAYS' | 'NEVER'
}

/** What a model's decorator says of a column, and the types that the column may have. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  datetime: ['timestamp with time zone'],
  date: ['date'],
}

async function modelsOf({ directory }: Plugin): Promise<LucidModel[]> {
  const models: LucidModel[] = []
  for await (const file of glob('models/**/*.{ts,js}', { cwd: directory })) {
    const module = (await import(pathToFileURL(join(directory, file)).href)) as Record<string, unknown>
    for (const exported of Object.values(module)) {
      if (typeof exported === 'function' && exported.prototype instanceof BaseModel) models.push(exported as never)
    }
  }
  return models
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = (await db.rawQuery(
    'select column_name, data_type, is_generated from information_schema.columns where table_schema = current_schema() and table_name = ?',
    [table]
  )) as { rows: Column[] }
  return rows
}

/** What the database writes for the API alone, and no model reads or writes. */
async function storedColumns({ manifest }: Plugin): Promise<Set<string>> {
  const sources = manifest.contributes?.wireResources ?? []
  const resources = await Promise.all(sources.map(async (source) => (await source()).default))
  return new Set(resources.flatMap(({ storedJson }) => storedJson ?? []))
}

test.group('Models of plugins', () => {
  test('{name} keeps its models in tables whose names start with its own')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      const models = await modelsOf(plugin)
      assert.equal(models.length > 0, existsSync(join(plugin.directory, 'models')))
      for (const model of models) {
        model.boot()
        assert.match(model.table, new RegExp(`^${plugin.name}_[a-z0-9_]+$`), model.name)
      }
    })

  test('{name} declares every column of its tables, and no other')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      const stored = await storedColumns(plugin)
      for (const model of await modelsOf(plugin)) {
        model.boot()
        const declared = [...model.$columnsDefinitions.values()].map(({ columnName }) => columnName)
        const columns = (await columnsOf(model.table)).filter(
          (column) => column.is_generated === 'NEVER' || !stored.has(`${model.table}.${column.column_name}`)
        )
        assert.sameMembers(
          declared,
          columns.map(({ column_name: name }) => name),
          `${model.name} and table ${model.table} differ`
        )
      }
    })

  test('{name} declares dates and times as what they are')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      for (const model of await modelsOf(plugin)) {
        model.boot()
        const types = new Map((await columnsOf(model.table)).map((column) => [column.column_name, column.data_type]))
        for (const { columnName, meta } of model.$columnsDefinitions.values()) {
          const allowed = TYPES[String((meta as { type?: string } | undefined)?.type)]
          if (allowed) assert.include(allowed, types.get(columnName) ?? 'nothing', `${model.name}.${columnName}`)
        }
      }
    })
})
