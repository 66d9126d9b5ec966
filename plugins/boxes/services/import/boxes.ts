import emitter from '@adonisjs/core/services/emitter'
import vine from '@vinejs/vine'
import { dropTags } from '@pydotorg/platform/cache'
import {
  BadRow,
  djangoModel,
  manageableColumns,
  manageableFields,
  manageableReferences,
} from '@pydotorg/platform/django_import'
import { MARKUP_TYPES, MarkupDeadlineError, renderMarkup, type MarkupType } from '@pydotorg/platform/markup'
import BoxesImported from '#contracts/events/boxes_imported'
import { BOXES_TAG } from '#models/box'
import { labelRule } from '#validators/box'

/** Boxes of python.org. Their HTML is rendered and sanitised anew, whatever the dump has as rendered. */
export default djangoModel({
  model: 'boxes.box',
  after: ['users.user'],
  table: 'boxes_boxes',
  key: 'label',
  fields: vine.create({
    ...manageableFields(),
    label: labelRule.clone(),
    content: vine.string().optional(),
    content_markup_type: vine.enum(MARKUP_TYPES),
  }),
  references: manageableReferences,
  columns: async (row) => {
    const { label, content = '', content_markup_type: type } = row.fields
    return {
      ...manageableColumns(row),
      label,
      content,
      content_markup_type: type,
      content_rendered: await rendered(content, type),
    }
  },
  afterwards: async () => {
    await dropTags([BOXES_TAG])
    await emitter.emit(BoxesImported, new BoxesImported())
  },
})

async function rendered(content: string, type: MarkupType): Promise<string> {
  try {
    return await renderMarkup(content, type)
  } catch (error) {
    if (error instanceof MarkupDeadlineError) throw new BadRow(error.message)
    throw error
  }
}
