import { defineAdminResource } from '@pydotorg/platform/admin'
import { formError } from '@pydotorg/platform/http'
import { slugify } from '@pydotorg/platform/models'
import StoryCategory from '#models/story_category'

export default defineAdminResource({
  key: 'success_stories.categories',
  model: StoryCategory,
  title: 'Story categories',
  singular: 'story category',
  section: 'Content',
  icon: 'lucide:tags',
  weight: 110,
  summary: 'What success stories are about. A category goes when no story is in it any more.',
  subject: 'story_category',
  permissions: 'success_stories.moderate',
  rows: 'few',
  label: ({ name }) => name,
  page: ({ path }) => path,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'path', kind: 'link', label: 'On the site', href: ({ path }) => path },
      { name: 'updatedAt', kind: 'datetime', label: 'Changed', orderable: true },
    ],
    search: ['name'],
    order: 'name',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true, maxLength: 200 },
          {
            kind: 'slug',
            name: 'slug',
            from: 'name',
            help: 'The last part of its address. Who has the old address does not find the category any more.',
          },
        ],
      },
    ],
  },
  validate: ({ row, input }) => {
    const { name, slug = row?.slug } = input as { name: string; slug?: string }
    if (slug || slugify(name)) return
    throw formError('name', 'Use a letter of the Latin alphabet or a digit: the address is made of them.', 'slug')
  },
})
