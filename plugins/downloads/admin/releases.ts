import { defineAdminResource, lookupOf } from '@pydotorg/platform/admin'
import { DateTime } from 'luxon'
import Branch from '#models/branch'
import Release from '#models/release'
import { addRelease, changeRelease, deleteRelease, type ReleaseDetails } from '#services/editing/change_release'
import { pageLookup } from '#services/page_lookup'

const VERSIONS = [
  { value: '3', label: 'Python 3' },
  { value: '2', label: 'Python 2' },
  { value: '1', label: 'Python 1' },
  { value: '100', label: 'Install manager' },
]

const series = lookupOf(Branch, { search: ['name'] })

export default defineAdminResource({
  key: 'downloads.releases',
  model: Release,
  title: 'Releases',
  singular: 'release',
  section: 'Releases',
  icon: 'lucide:package',
  weight: 10,
  summary: 'Every version of Python and of its install manager.',
  subject: 'release',
  notedAs: { release_page: 'releasePageId' },
  permissions: 'downloads.manage',
  rows: 'few',
  label: ({ name }) => name,
  page: ({ isPublished, slug }) => (isPublished ? `/downloads/release/${slug}/` : null),
  links: ({ id }) => [{ title: 'Files of this release', href: `/admin/downloads/releases/${id}/files/` }],
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'releaseDate', kind: 'date', label: 'Release date', orderable: true },
      {
        name: 'isPublished',
        kind: 'badge',
        label: 'State',
        badge: ({ isPublished }) =>
          isPublished ? { text: 'Published', tone: 'success' } : { text: 'Draft', tone: 'plain' },
      },
      {
        name: 'isLatest',
        kind: 'badge',
        label: 'Latest',
        badge: ({ isLatest }) => (isLatest ? { text: 'Latest', tone: 'info' } : null),
      },
      { name: 'preRelease', kind: 'boolean', label: 'Pre-release' },
      { name: 'showOnDownloadPage', kind: 'boolean', label: 'In the list of downloads' },
      { name: 'files', kind: 'computed', label: 'Files', value: ({ $extras }) => Number($extras.files_count ?? 0) },
    ],
    search: ['name', 'slug'],
    filters: [
      { kind: 'choice', name: 'version', choices: VERSIONS },
      { kind: 'boolean', name: 'isPublished', label: 'Published' },
      { kind: 'boolean', name: 'preRelease', label: 'Pre-release' },
      { kind: 'boolean', name: 'showOnDownloadPage', label: 'In the list of downloads' },
      { kind: 'relation', name: 'branchId', label: 'Series', lookup: series },
    ],
    order: '-releaseDate',
    dates: 'releaseDate',
    load: (query) => query.withCount('files'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          {
            kind: 'text',
            name: 'name',
            required: true,
            maxLength: 200,
            help: 'As in “Python 3.15.0a1”: pages read the version from it.',
          },
          { kind: 'slug', name: 'slug', from: 'name', help: 'The last part of its address; links point there.' },
          { kind: 'choice', name: 'version', required: true, choices: VERSIONS, initial: '3' },
          {
            kind: 'relation',
            name: 'branchId',
            label: 'Series',
            lookup: series,
            help: 'Left empty, it follows from the name.',
          },
          {
            kind: 'datetime',
            name: 'releaseDate',
            label: 'Release date',
            required: true,
            initial: () => DateTime.utc().startOf('minute'),
          },
          {
            kind: 'text',
            name: 'releaseNotesUrl',
            label: 'Address of the release notes',
            type: 'url',
            maxLength: 500,
            help: 'Left empty, a new release gets the address in the documentation of Python.',
          },
        ],
      },
      {
        title: 'Who sees it',
        fields: [
          { kind: 'boolean', name: 'isPublished', label: 'Published: everybody sees it' },
          {
            kind: 'boolean',
            name: 'isLatest',
            label: 'The latest of its version',
            help: 'The release that is the latest now will be it no more.',
          },
          { kind: 'boolean', name: 'preRelease', label: 'Pre-release: an alpha, a beta or a release candidate' },
          {
            kind: 'boolean',
            name: 'showOnDownloadPage',
            label: 'In the list of all releases on the page of downloads',
            initial: true,
          },
        ],
      },
      {
        title: 'Text',
        fields: [{ kind: 'markup', name: 'content', help: 'What its page says above the table of files.' }],
      },
      {
        title: 'A page instead of the text',
        isClosed: true,
        fields: [
          {
            kind: 'relation',
            name: 'releasePageId',
            label: 'Page',
            lookup: pageLookup,
            help: 'Old releases have a page of their own in place of a text. The API tells of it.',
          },
        ],
      },
    ],
  },
  actions: [
    {
      name: 'publish',
      label: 'Publish',
      on: 'both',
      confirm: 'Everybody sees it at once: on the page of downloads, in the feed and in the API.',
      applies: ({ isPublished }) => !isPublished,
      run: async ({ ctx, row }) => {
        const { name } = await changeRelease(ctx, row.id, { isPublished: true })
        return `${name} is published.`
      },
    },
    {
      name: 'make_latest',
      label: 'Make it the latest',
      on: 'row',
      confirm: 'The big buttons offer it from now on. The release that is the latest now will be it no more.',
      applies: ({ isPublished, isLatest, preRelease }) => isPublished && !isLatest && !preRelease,
      run: async ({ ctx, row }) => {
        const { name } = await changeRelease(ctx, row.id, { isLatest: true })
        return `${name} is the latest release now.`
      },
    },
    {
      name: 'unpublish',
      label: 'Unpublish',
      on: 'both',
      isDangerous: true,
      confirm: 'Its page is gone for everybody until it is published again. The files stay where they are.',
      applies: ({ isPublished }) => isPublished,
      run: async ({ ctx, row }) => {
        const { name } = await changeRelease(ctx, row.id, { isPublished: false })
        return `${name} is a draft again.`
      },
    },
  ],
  save: ({ ctx, row, input }) => {
    const details = { ...input, version: Number(input.version) } as ReleaseDetails & { name: string }
    return row ? changeRelease(ctx, row.id, details) : addRelease(ctx, details)
  },
  remove: ({ ctx, row }) => deleteRelease(ctx, row.id),
})
