import db from '@adonisjs/lucid/services/db'
import { defineAdminResource } from '@pydotorg/platform/admin'
import OperatingSystem from '#models/operating_system'
import { deleteSystem, saveSystem, type SystemDetails } from '#services/editing/change_system'

export default defineAdminResource({
  key: 'downloads.operating_systems',
  model: OperatingSystem,
  title: 'Operating systems',
  singular: 'operating system',
  section: 'Releases',
  icon: 'lucide:monitor',
  weight: 30,
  summary: 'What files are for: systems, and the source.',
  // The word of python.org’s API, whose entries stand in the same history.
  subject: 'os',
  permissions: 'downloads.manage',
  rows: 'few',
  label: ({ name }) => name,
  page: ({ slug }) => `/downloads/${slug}/`,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'slug' },
      { name: 'files', kind: 'computed', label: 'Files', value: ({ $extras }) => Number($extras.files_count ?? 0) },
    ],
    search: ['name', 'slug'],
    order: 'name',
    load: (query) => query.withCount('files'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true, maxLength: 200, help: 'As its maker writes it.' },
          {
            kind: 'slug',
            name: 'slug',
            from: 'name',
            help: 'Pages and the API find it by this: windows, macos, source, android and ios keep theirs.',
          },
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => saveSystem(ctx, row?.id ?? null, input as SystemDetails),
  remove: ({ ctx, row }) => deleteSystem(ctx, row.id),
  blockers: async ({ id }) => {
    const files = await db.from('downloads_release_files').where('operating_system_id', id).count('* as total').first()
    const total = Number(files.total)
    if (total === 0) return []
    const label = `${total.toLocaleString('en')} ${total === 1 ? 'file is' : 'files are'} for it`
    return [{ label, href: `/admin/manage/downloads/release_files/?f_operatingSystemId=${id}` }]
  },
})
