import { column } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import { markupColumns, platformColumns } from '@pydotorg/platform/database'
import { markup, PlatformModel } from '@pydotorg/platform/models'
import type { MarkupType } from '@pydotorg/platform/markup'
import { test } from '@japa/runner'

class Note extends PlatformModel {
  static override table = 'markup_field_notes'

  @markup()
  declare text: string

  @column()
  declare textMarkupType: MarkupType

  @column()
  declare textRendered: string
}

test.group('markup field', (group) => {
  group.setup(async () => {
    await db.connection().schema.createTable(Note.table, (table) => {
      platformColumns(table)
      markupColumns(table, 'text')
    })
    return async () => {
      await db.connection().schema.dropTable(Note.table)
    }
  })

  test('renders and sanitises when the row is saved', async ({ assert }) => {
    const note = await Note.create({ text: '*Hello* <script>alert(1)</script>', textMarkupType: 'markdown' })
    assert.include(note.textRendered, '<em>Hello</em>')
    assert.notInclude(note.textRendered, '<script')

    const stored = await Note.findOrFail(note.id)
    assert.equal(stored.textRendered, note.textRendered)
  })

  test('is Markdown and empty unless told otherwise', async ({ assert }) => {
    const note = await Note.create({})
    assert.equal(note.text, '')
    assert.equal(note.textMarkupType, 'markdown')
    assert.equal(note.textRendered, '')
  })

  test('renders again when only the markup type changes', async ({ assert }) => {
    const note = await Note.create({ text: '*Hello*', textMarkupType: 'plain' })
    assert.notInclude(note.textRendered, '<em>')
    await note.merge({ textMarkupType: 'markdown' }).save()
    assert.include(note.textRendered, '<em>Hello</em>')
  })

  test('leaves the rendering alone when neither text nor type changed', async ({ assert }) => {
    const note = await Note.create({ text: '*Hello*' })
    await Note.query().where('id', note.id).update({ text_rendered: 'as imported' })
    const stored = await Note.findOrFail(note.id)
    await stored.merge({ updatedAt: stored.updatedAt.plus({ days: 1 }) }).save()
    assert.equal((await Note.findOrFail(note.id)).textRendered, 'as imported')
  })

  test('refuses a markup type that does not exist', async ({ assert }) => {
    const note = new Note().merge({ text: 'Hello', textMarkupType: 'bbcode' as MarkupType })
    await assert.rejects(() => note.save(), new RegExp('no markup type "bbcode"'))
  })
})
