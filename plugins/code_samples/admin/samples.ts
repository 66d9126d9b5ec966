import { defineAdminResource } from '@pydotorg/platform/admin'
import CodeSample from '#models/code_sample'
import { addSample, changeSample, deleteSample } from '#services/change_sample'
import { codeRule, type NewSample } from '#validators/code_sample'

export default defineAdminResource({
  key: 'code_samples.samples',
  model: CodeSample,
  title: 'Code samples',
  singular: 'code sample',
  section: 'Content',
  icon: 'lucide:square-terminal',
  summary: 'The first five that are published stand on the home page, all of them on pages of their own.',
  subject: 'code_sample',
  permissions: 'code_samples.manage',
  rows: 'few',
  label: ({ name }) => name,
  page: ({ isPublished, slug }) => (isPublished ? `/code-samples/${slug}/` : null),
  list: {
    columns: [
      { name: 'name', label: 'Title', orderable: true },
      { name: 'position', kind: 'number', label: 'Place', orderable: true },
      { name: 'isPublished', kind: 'boolean', label: 'Published' },
      { name: 'description' },
      { name: 'updatedAt', kind: 'datetime', label: 'Changed', orderable: true },
    ],
    search: ['name', 'description', 'code'],
    filters: [{ kind: 'boolean', name: 'isPublished', label: 'Published' }],
    order: 'position',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', label: 'Title', required: true, maxLength: 200 },
          { kind: 'slug', name: 'slug', from: 'name', help: 'The last part of its address.' },
          { kind: 'text', name: 'description', required: true, maxLength: 300, help: 'One sentence.' },
          {
            kind: 'textarea',
            name: 'code',
            required: true,
            rows: 10,
            isCode: true,
            rule: () => codeRule().regex(/\S/),
            help: 'A session, with >>> before what is typed and answers between, or a program.',
          },
          {
            kind: 'textarea',
            name: 'output',
            isCode: true,
            maxLength: 10_000,
            help: 'What a program prints; a session has its answers in it.',
          },
          { kind: 'markup', name: 'copy', label: 'What there is to say', maxLength: 10_000 },
          { kind: 'boolean', name: 'isPublished', label: 'Published' },
          {
            kind: 'number',
            name: 'position',
            label: 'Place',
            min: 1,
            max: 100_000,
            help: 'Smaller comes first; a new one comes last without it.',
          },
        ],
      },
    ],
  },
  import: { key: 'slug', more: 'For more, a script calls code_samples:save for each.' },
  save: ({ ctx, row, input }) => {
    const { position, ...details } = input as NewSample & { position: number | null }
    const sample = position === null ? details : { ...details, position }
    return row ? changeSample(ctx, row.id, sample) : addSample(ctx, sample)
  },
  remove: ({ ctx, row }) => deleteSample(ctx, row.id),
})
