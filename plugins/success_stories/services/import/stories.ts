import { dropTags } from '@pydotorg/platform/cache'
import {
  ACCOUNTS,
  djangoModel,
  manageableColumns,
  manageableFields,
  manageableReferences,
} from '@pydotorg/platform/django_import'
import { MARKUP_TYPES, renderMarkup } from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'
import { STORIES_TAG } from '#models/story_category'
import { rewriteBox } from '#services/supernav_box'

/** python.org does not know when a story was published; its lists go by when it was made. */
export default djangoModel({
  model: 'successstories.story',
  after: ['users.user', 'companies.company', 'successstories.storycategory'],
  table: 'success_stories_stories',
  fields: vine.create({
    ...manageableFields(),
    name: vine.string().minLength(1).maxLength(200),
    slug: vine.string().minLength(1).maxLength(200),
    company_name: vine.string().maxLength(500),
    company_url: vine.string().maxLength(500),
    company: vine.number().withoutDecimals().positive().nullable().optional(),
    author: vine.string().maxLength(500),
    author_email: vine.string().maxLength(100).nullable().optional(),
    pull_quote: vine.string(),
    content: vine.string(),
    content_markup_type: vine.enum(MARKUP_TYPES).optional(),
    is_published: vine.boolean(),
    featured: vine.boolean(),
  }),
  references: {
    ...manageableReferences,
    category: { table: 'success_stories_categories', missing: 'skip' },
    submitted_by: { ...ACCOUNTS, missing: 'null' },
  },
  images: { image: 'image_id' },
  async columns(row) {
    const { fields, references } = row
    const type = fields.content_markup_type ?? 'restructuredtext'
    return {
      ...manageableColumns(row),
      name: fields.name,
      slug: fields.slug,
      company_name: fields.company_name,
      company_url: fields.company_url,
      company_id: fields.company ?? null,
      category_id: references.category,
      author: fields.author,
      author_email: fields.author_email || null,
      pull_quote: fields.pull_quote,
      content: fields.content,
      content_markup_type: type,
      content_rendered: await renderMarkup(fields.content, type),
      is_published: fields.is_published,
      published_at: fields.is_published ? fields.created : null,
      featured: fields.featured,
      featured_at: fields.featured ? fields.updated : null,
      submitted_by_id: references.submitted_by,
      returned_at: null,
      return_reason: '',
    }
  },
  async afterwards() {
    await dropTags([STORIES_TAG])
    await rewriteBox({ whenNone: 'leave' })
  },
})
