import { defineAdminResource } from '@pydotorg/platform/admin'
import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import Box from '#models/box'
import { addBox, changeBox, deleteBox } from '#services/change_box'
import { labelRule, type BoxText } from '#validators/box'

export default defineAdminResource({
  key: 'boxes.boxes',
  model: Box,
  title: 'Boxes',
  singular: 'box',
  section: 'Content',
  icon: 'lucide:square-pen',
  summary: 'Pieces of text that pages show by their labels.',
  subject: 'box',
  permissions: 'boxes.manage',
  rows: 'few',
  label: ({ label }) => label,
  page: ({ label }) => `/box/${label}/`,
  list: {
    columns: [
      { name: 'label', orderable: true },
      {
        name: 'generatedBy',
        kind: 'badge',
        label: 'Written by',
        badge: ({ generatedBy }) => (generatedBy ? { text: `program: ${generatedBy}`, tone: 'info' } : null),
      },
      { name: 'contentMarkupType', label: 'Language' },
      { name: 'updatedAt', kind: 'datetime', label: 'Changed', orderable: true },
    ],
    search: ['label', 'content'],
    filters: [
      {
        kind: 'custom',
        name: 'writer',
        label: 'Written by',
        choices: [
          { value: 'staff', label: 'Staff' },
          { value: 'program', label: 'A program' },
        ],
        apply: (query, value) => {
          if (value === 'staff') query.whereNull('generatedBy')
          else query.whereNotNull('generatedBy')
        },
      },
      {
        kind: 'choice',
        name: 'contentMarkupType',
        label: 'Language',
        choices: MARKUP_TYPES.map((value) => ({ value, label: value })),
      },
    ],
    order: 'label',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'computed', name: 'writer', label: 'Written by', value: writerOf },
          {
            kind: 'text',
            name: 'label',
            required: true,
            help: 'Pages ask for the box by it: one that is renamed is missing there. Letters, digits, hyphens and underscores.',
            rule: () => labelRule.clone(),
          },
          { kind: 'markup', name: 'content' },
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => {
    const text = input as BoxText
    return row ? changeBox(ctx, row.id, text) : addBox(ctx, text)
  },
  remove: ({ ctx, row }) => deleteBox(ctx, row.id),
})

function writerOf({ generatedBy }: Box): string {
  if (!generatedBy) return 'Staff'
  return `A program, ${generatedBy}. It writes this box anew when something of its own changes: what you write here lasts until then.`
}
