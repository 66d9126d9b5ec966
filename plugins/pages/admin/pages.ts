import app from '@adonisjs/core/services/app'
import { defineAdminResource, type MarkupPreview } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'
import { renderTrustedMarkup, TRUSTED_MARKUP_TYPES, type TrustedMarkupType } from '@pydotorg/platform/markup'
import Page from '#models/page'
import { PageEditor, type NewPage } from '#services/page_editor'
import { CONTENT_TYPES } from '#services/page_templates'
import { standingOf, STATE_WORDS } from '#services/page_words'
import { steadyHeadings } from '#services/steady_headings'
import { templateChoices } from '#services/template_choices'
import { pageState, STATE_CONDITIONS, type PageState } from '#services/visibility'
import { LONGEST_CONTENT, pathRule } from '#validators/page'
import { pageActions } from './page_actions.js'

const TONES = { draft: 'plain', scheduled: 'info', visible: 'success', expired: 'warning' } as const

const states = Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label }))

const mayNotPublish = (_page: Page | null, user: User) => !user.can('pages.publish')

export default defineAdminResource({
  key: 'pages.pages',
  model: Page,
  title: 'Pages',
  singular: 'page',
  section: 'Content',
  icon: 'lucide:file-text',
  weight: 20,
  summary: 'What staff write at paths of their own, such as /about/apps/.',
  subject: 'page',
  permissions: { view: 'pages.write', add: 'pages.write', change: 'pages.write', delete: 'pages.publish' },
  rows: 'few',
  label: ({ title }) => title,
  page: ({ href }) => href,
  links: ({ id }) => [
    { title: 'Revisions', href: `/admin/pages/${id}/revisions/` },
    { title: 'Files', href: `/admin/pages/${id}/files/` },
  ],
  beside: ({ id }) => ({
    title: 'Files of this page',
    href: `/admin/pages/${id}/files/`,
    assets: ['plugins/pages/assets/staff.css', 'plugins/pages/assets/page_files.js'],
  }),
  list: {
    columns: [
      { name: 'path', orderable: true },
      { name: 'title', orderable: true },
      { name: 'state', kind: 'badge', badge: (page) => badgeOf(pageState(page)) },
      { name: 'templateName', label: 'Template' },
      { name: 'updatedAt', kind: 'datetime', label: 'Changed', orderable: true },
    ],
    search: ['path', 'title'],
    filters: [
      {
        kind: 'custom',
        name: 'state',
        choices: states,
        apply: (query, value) => query.whereRaw(STATE_CONDITIONS[value as PageState]),
      },
      { kind: 'choice', name: 'templateName', label: 'Template', choices: templateChoices },
      { kind: 'choice', name: 'contentMarkupType', label: 'Language', choices: TRUSTED_MARKUP_TYPES.map(itself) },
    ],
    order: 'path',
    dates: 'updatedAt',
    leaveOut: ['content', 'contentRendered', 'description', 'keywords'],
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'title', required: true, maxLength: 500 },
          {
            kind: 'text',
            name: 'path',
            required: true,
            maxLength: 500,
            rule: () => pathRule.clone(),
            help: 'Such as about/apps. When a published page moves, a redirect stays behind.',
          },
          {
            kind: 'markup',
            name: 'content',
            help: 'Drop images into it, or take them from the files of the page. A new page has files as soon as it is saved.',
            types: TRUSTED_MARKUP_TYPES,
            maxLength: LONGEST_CONTENT,
            render: preview,
          },
          {
            kind: 'text',
            // Kept with the revision.
            name: 'comment' as never,
            label: 'Note of this change',
            on: 'edit',
            maxLength: 500,
            help: 'Stands in the list of revisions.',
          },
        ],
      },
      {
        title: 'Publication',
        help: 'Nothing has to run at these moments: what visitors see is decided when they come.',
        fields: [
          { kind: 'computed', name: 'standing', label: 'Now', value: standingOf },
          { kind: 'boolean', name: 'isPublished', label: 'Published', readOnly: mayNotPublish },
          {
            kind: 'datetime',
            name: 'publishAt',
            label: 'From',
            readOnly: mayNotPublish,
            help: 'Of a published page; empty: at once.',
          },
          { kind: 'datetime', name: 'unpublishAt', label: 'Until', readOnly: mayNotPublish, help: 'Empty: for good.' },
        ],
      },
      {
        title: 'For search engines, and how it is sent',
        isClosed: true,
        fields: [
          { kind: 'textarea', name: 'description', maxLength: 5_000, rows: 3, help: 'One sentence.' },
          { kind: 'text', name: 'keywords', maxLength: 1_000, help: 'Separated by commas.' },
          { kind: 'choice', name: 'templateName', label: 'Template', choices: templateChoices },
          {
            kind: 'choice',
            name: 'contentType',
            required: true,
            initial: 'text/html',
            choices: CONTENT_TYPES.map(itself),
            help: 'Types other than text/html are sent as they were written. In none of them something can run.',
          },
        ],
      },
    ],
  },
  actions: pageActions,
  save: async ({ ctx, row, input }) => {
    const { comment, ...fields } = input as unknown as NewPage & { comment?: string | null }
    const pages = await app.container.make(PageEditor)
    if (!row) return pages.create(fields, ctx)
    return pages.update(row.id, { version: row.version, fields, comment: comment ?? '' }, ctx)
  },
  told: ({ removed }) => takenOut(removed),
  remove: async ({ ctx, row }) => (await app.container.make(PageEditor)).remove(row.id, ctx),
})

function badgeOf(state: PageState) {
  return { text: STATE_WORDS[state], tone: TONES[state] }
}

function itself(value: string) {
  return { value, label: value }
}

async function preview(text: string, type: TrustedMarkupType): Promise<MarkupPreview> {
  const { html, removed } = await renderTrustedMarkup(text, type)
  const note = takenOut(removed)
  return { html: steadyHeadings(html), notes: note === null ? [] : [note] }
}

function takenOut(removed: readonly string[]): string | null {
  return removed.length === 0 ? null : `Taken out of the text: ${removed.join(', ')}.`
}
