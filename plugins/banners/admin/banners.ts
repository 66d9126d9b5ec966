import { defineAdminResource, type RowQuery } from '@pydotorg/platform/admin'
import { DateTime } from 'luxon'
import Banner from '#models/banner'
import { BANNER_TARGETS, BANNER_TYPES, TYPE_WORDS } from '#services/banner_kinds'
import { bannerState } from '#services/banner_state'
import { changeBanner, createBanner, deleteBanner, type NewBanner } from '#services/change_banner'
import { MOST_PATHS, PATH } from '#validators/banner'

const AUDIENCES = { frontend: 'People, on pages', api: 'Programs, in a header of the API' }
const types = BANNER_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))
const targets = BANNER_TARGETS.map((value) => ({ value, label: AUDIENCES[value] }))

export default defineAdminResource({
  key: 'banners.banners',
  model: Banner,
  title: 'Banners',
  singular: 'banner',
  section: 'Content',
  icon: 'lucide:megaphone',
  summary: 'Words to all visitors above the header of pages, and to programs. One is shown at a time.',
  subject: 'banner',
  permissions: 'banners.edit',
  rows: 'few',
  label: ({ name }) => name,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'title' },
      {
        name: 'bannerType',
        kind: 'badge',
        label: 'Kind',
        badge: ({ bannerType }) => ({ text: TYPE_WORDS[bannerType], tone: bannerType }),
      },
      { name: 'audience', kind: 'computed', label: 'For', value: audienceOf },
      { name: 'paths', kind: 'computed', value: ({ paths }) => paths.join(', ') || 'All pages' },
      { name: 'isActive', kind: 'badge', label: 'Shown', badge: stateBadge, orderable: true },
      { name: 'startDate', kind: 'date', label: 'First day', orderable: true },
      { name: 'endDate', kind: 'date', label: 'Last day', orderable: true },
    ],
    search: ['name', 'title', 'message'],
    filters: [
      {
        kind: 'custom',
        name: 'state',
        label: 'Shown',
        choices: [
          { value: 'now', label: 'Now' },
          { value: 'scheduled', label: 'On days to come' },
          { value: 'over', label: 'Over' },
          { value: 'inactive', label: 'Not active' },
        ],
        apply: (query, value) => narrowToState(query, value),
      },
      { kind: 'choice', name: 'target', label: 'For', choices: targets },
      { kind: 'choice', name: 'bannerType', label: 'Kind', choices: types },
    ],
    order: '-id',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true, help: 'By which staff find it; visitors do not see it.' },
          { kind: 'text', name: 'title', required: true, maxLength: 500, help: 'The first words, in bold.' },
          { kind: 'textarea', name: 'message', required: true, maxLength: 2_048, rows: 3 },
          { kind: 'choice', name: 'bannerType', label: 'Kind', required: true, choices: types, initial: 'info' },
          {
            kind: 'text',
            name: 'link',
            maxLength: 1_024,
            help: 'A path of this site, such as /downloads/, or an https address.',
          },
          { kind: 'text', name: 'linkText', label: 'Words of the link', help: '“Learn more” without any.' },
          {
            kind: 'boolean',
            name: 'isDismissible',
            label: 'Visitors may take it away',
            initial: true,
            help: 'For themselves, in their browser, until it is changed.',
          },
        ],
      },
      {
        title: 'Where and when',
        fields: [
          { kind: 'choice', name: 'target', label: 'For', required: true, choices: targets, initial: 'frontend' },
          { kind: 'boolean', name: 'isSitewide', label: 'For both, people and programs' },
          {
            kind: 'lines',
            name: 'paths',
            maxLength: 300,
            max: MOST_PATHS,
            pattern: { is: PATH, say: 'Write paths that begin with a slash, such as /psf.' },
            help: 'One on each line: /psf is /psf/ and all below it, / the home page alone. Without any, everywhere.',
          },
          { kind: 'date', name: 'startDate', label: 'First day', help: 'In UTC, as the last one.' },
          { kind: 'date', name: 'endDate', label: 'Last day' },
          { kind: 'computed', name: 'now', label: 'Now', value: bannerState },
        ],
      },
    ],
  },
  actions: [
    {
      name: 'activate',
      label: 'Show',
      on: 'both',
      confirm: 'It stands on its pages at once, or on its first day.',
      applies: ({ isActive }) => !isActive,
      run: async ({ ctx, row }) => `${row.name}: ${bannerState(await changeBanner(row.id, { isActive: true }, ctx))}.`,
    },
    {
      name: 'deactivate',
      label: 'Withdraw',
      on: 'both',
      confirm: 'Nobody sees it any more. It can be shown again.',
      applies: ({ isActive }) => isActive,
      run: async ({ ctx, row }) => `${(await changeBanner(row.id, { isActive: false }, ctx)).name} is withdrawn.`,
    },
  ],
  save: ({ ctx, row, input }) => {
    const { startDate, endDate, ...rest } = input as Pick<Banner, 'startDate' | 'endDate'>
    const days = { startDate: startDate?.toISODate() ?? null, endDate: endDate?.toISODate() ?? null }
    const banner = { ...rest, ...days } as NewBanner
    return row ? changeBanner(row.id, banner, ctx) : createBanner(banner, ctx)
  },
  remove: ({ ctx, row }) => deleteBanner(row.id, ctx),
})

function audienceOf({ isSitewide, target }: Banner): string {
  if (isSitewide) return 'Everybody'
  return target === 'api' ? 'Programs' : 'People'
}

function stateBadge(banner: Banner) {
  const text = bannerState(banner)
  return { text, tone: text.startsWith('shown') ? ('success' as const) : ('plain' as const) }
}

function narrowToState(query: RowQuery<Banner>, state: string): void {
  const today = DateTime.utc().toISODate()
  if (state === 'inactive') return void query.where('isActive', false)
  query.where('isActive', true)
  if (state === 'over') return void query.where('endDate', '<', today)
  if (state === 'scheduled') return void query.where('startDate', '>', today)
  const bound = (either: RowQuery<Banner>, day: 'startDate' | 'endDate', sign: string) =>
    void either.whereNull(day).orWhere(day, sign, today)
  query.where((either) => bound(either as never, 'startDate', '<='))
  query.where((either) => bound(either as never, 'endDate', '>='))
}
