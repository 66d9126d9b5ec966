import { dropTags } from '@pydotorg/platform/cache'
import {
  djangoModel,
  manageableColumns,
  manageableFields,
  manageableReferences,
} from '@pydotorg/platform/django_import'
import { MARKUP_TYPES, renderMarkup } from '@pydotorg/platform/markup'
import { slugify } from '@pydotorg/platform/models'
import vine from '@vinejs/vine'
import { SAMPLES_TAG } from '#models/code_sample'
import { consoleText, headingAndText } from '#services/import/console_text'

const LONGEST_TITLE = 60
const LONGEST_DESCRIPTION = 300

/**
 * python.org's samples have neither title nor address. The title is the heading of what is said about a sample, else its
 * first words; the description is the rest.
 */
export default djangoModel({
  model: 'codesamples.codesample',
  after: ['users.user'],
  table: 'code_samples_samples',
  fields: vine.create({
    ...manageableFields(),
    code: vine.string(),
    copy: vine.string().optional(),
    copy_markup_type: vine.enum(MARKUP_TYPES).optional(),
    is_published: vine.boolean(),
  }),
  references: manageableReferences,
  async columns(row) {
    const { copy = '', copy_markup_type: type = 'html', code, is_published: isPublished } = row.fields
    const rendered = await renderMarkup(copy, type)
    const { heading, text } = headingAndText(rendered)
    const name = cut(heading || text || `Sample ${row.id}`, LONGEST_TITLE)
    return {
      ...manageableColumns(row),
      name,
      slug: slugify(name) || `sample-${row.id}`,
      description: cut(text || name, LONGEST_DESCRIPTION),
      code: consoleText(code),
      output: '',
      copy,
      copy_markup_type: type,
      copy_rendered: rendered,
      is_published: isPublished,
      position: row.id,
    }
  },
  afterwards: () => dropTags([SAMPLES_TAG]),
})

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`
}
