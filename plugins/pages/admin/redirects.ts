import app from '@adonisjs/core/services/app'
import { defineAdminResource } from '@pydotorg/platform/admin'
import Page from '#models/page'
import Redirect from '#models/redirect'
import { RedirectEditor, type WantedRedirect } from '#services/redirect_editor'
import { hasStar, normalOldPath } from '#services/redirect_path'

const KINDS = [
  { value: 'site', label: 'To this site' },
  { value: 'elsewhere', label: 'To other sites' },
  { value: 'gone', label: 'Gone' },
]

/** By the values of KINDS. */
const CONDITIONS: Readonly<Record<string, string>> = {
  site: `pages_redirects.new_path like '/%'`,
  elsewhere: `pages_redirects.new_path like 'http%'`,
  gone: `pages_redirects.new_path = ''`,
}

const editor = () => app.container.make(RedirectEditor)

export default defineAdminResource({
  key: 'pages.redirects',
  model: Redirect,
  title: 'Redirects',
  singular: 'redirect',
  section: 'Content',
  icon: 'lucide:signpost',
  weight: 21,
  summary: 'Old addresses, and where they lead now.',
  subject: 'redirect',
  permissions: 'pages.redirect',
  rows: 'few',
  label: ({ oldPath }) => oldPath,
  page: ({ oldPath }) => (hasStar(oldPath) ? null : oldPath),
  list: {
    columns: [
      { name: 'oldPath', label: 'From', orderable: true },
      { name: 'newPath', label: 'To', orderable: true },
      { name: 'answer', kind: 'badge', badge: answerOf },
      { name: 'note' },
      { name: 'createdAt', kind: 'datetime', label: 'Made', orderable: true },
    ],
    search: ['oldPath', 'newPath', 'note'],
    filters: [
      {
        kind: 'custom',
        name: 'kind',
        label: 'Leads',
        choices: KINDS,
        apply: (query, value) => query.whereRaw(CONDITIONS[value]!),
      },
      { kind: 'boolean', name: 'isPermanent', label: 'For good' },
    ],
    order: 'oldPath',
  },
  form: {
    fieldsets: [
      {
        fields: [
          {
            kind: 'text',
            name: 'oldPath',
            label: 'From',
            required: true,
            maxLength: 500,
            help: 'A path of this site, such as /old/page/. /old/* stands for everything below, /old/*.html for files.',
          },
          {
            kind: 'text',
            name: 'newPath',
            label: 'To',
            maxLength: 1_000,
            help: 'A path of this site or an address with https://. Empty: what was there is gone, and visitors are told so.',
          },
          {
            kind: 'boolean',
            name: 'isPermanent',
            label: 'For good',
            initial: true,
            help: 'Browsers keep it (301). Not ticked, it may change again (302).',
          },
          { kind: 'text', name: 'note', maxLength: 200, help: 'Why it is there.' },
        ],
      },
    ],
  },
  validate: async ({ input }) => (await editor()).check(input as unknown as WantedRedirect),
  import: {
    key: 'oldPath',
    keyOf: normalOldPath,
    more: 'For more, a script calls pages:redirect for each.',
  },
  save: async ({ ctx, row, input }) => {
    const wanted = input as unknown as WantedRedirect
    return row ? (await editor()).change(row.id, wanted, ctx) : (await editor()).add(wanted, ctx)
  },
  told: async ({ oldPath, newPath }) => {
    const where = newPath === '' ? 'It is marked as gone.' : `It leads to ${newPath}`
    const hidden = await Page.findBy('path', oldPath.slice(1))
    return hidden ? `${where} “${hidden.title}” is at ${hidden.href}, and nobody sees it any more.` : where
  },
  remove: async ({ ctx, row }) => (await editor()).remove(row.oldPath, ctx),
})

function answerOf({ newPath, isPermanent }: Redirect) {
  if (newPath === '') return { text: '410, gone', tone: 'warning' as const }
  return isPermanent
    ? { text: '301, for good', tone: 'success' as const }
    : { text: '302, for now', tone: 'info' as const }
}
