import { dropTags } from '@pydotorg/platform/cache'
import { djangoModel } from '@pydotorg/platform/django_import'
import vine from '@vinejs/vine'
import { STORIES_TAG } from '#models/story_category'

/** One of the same slug that was made here takes python.org's id, and its stories follow. */
export default djangoModel({
  model: 'successstories.storycategory',
  table: 'success_stories_categories',
  key: 'slug',
  fields: vine.create({
    name: vine.string().minLength(1).maxLength(200),
    slug: vine.string().minLength(1).maxLength(200),
  }),
  columns: ({ fields: { name, slug } }) => ({ name, slug }),
  afterwards: () => dropTags([STORIES_TAG]),
})
