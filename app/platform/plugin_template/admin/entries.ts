import { defineAdminResource } from '@pydotorg/platform/admin'
import { formError } from '@pydotorg/platform/http'
import { slugify } from '@pydotorg/platform/models'
import Entry from '#models/entry'

export default defineAdminResource({
  key: 'samples.entries',
  model: Entry,
  title: 'Samples',
  singular: 'entry',
  section: 'Content',
  icon: 'lucide:file-text',
  summary: 'Everybody sees those that are published.',
  // By which the audit log finds the history of a record, so no other plugin may have the same.
  subject: 'samples_entry',
  permissions: 'samples.manage',
  rows: 'few',
  label: ({ name }) => name,
  page: ({ isPublished, slug }) => (isPublished ? `/samples/${slug}/` : null),
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'isPublished', kind: 'boolean', label: 'Published' },
      { name: 'createdAt', kind: 'datetime', label: 'Made', orderable: true },
    ],
    search: ['name'],
    filters: [{ kind: 'boolean', name: 'isPublished', label: 'Published' }],
    order: '-createdAt',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true, maxLength: 200 },
          { kind: 'slug', name: 'slug', from: 'name', help: 'The last part of its address.' },
          { kind: 'markup', name: 'content', required: true },
          { kind: 'boolean', name: 'isPublished', label: 'Published' },
        ],
      },
    ],
  },
  validate: ({ row, input }) => {
    const { name, slug = row?.slug } = input as { name: string; slug?: string }
    if (!slug && !slugify(name)) throw formError('name', 'Use a letter of the Latin alphabet or a digit.', 'slug')
  },
})
