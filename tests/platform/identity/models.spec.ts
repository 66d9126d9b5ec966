import db from '@adonisjs/lucid/services/db'
import { BaseModel } from '@adonisjs/lucid/orm'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import * as identity from '@pydotorg/platform/identity'
import { test } from '@japa/runner'

const models = Object.values(identity).filter(
  (exported): exported is typeof exported & LucidModel =>
    typeof exported === 'function' && exported.prototype instanceof BaseModel
)

test.group('Models of identity', () => {
  test('declare every column of their tables, and no other', async ({ assert }) => {
    assert.isAbove(models.length, 8)
    for (const model of models) {
      model.boot()
      const declared = [...model.$columnsDefinitions.values()].map(({ columnName }) => columnName)
      const { rows } = (await db.rawQuery(
        'select column_name from information_schema.columns where table_schema = current_schema() and table_name = ?',
        [model.table]
      )) as { rows: { column_name: string }[] }
      assert.sameMembers(
        declared,
        rows.map((row) => row.column_name),
        `${model.name} and table ${model.table} differ`
      )
    }
  })
})
