import { defineAdminResource } from '@pydotorg/platform/admin'
import { MediaImage } from '@pydotorg/platform/media'
import Company from '#models/company'
import { addCompany, changeCompany, deleteCompany, type CompanyDetails } from '#services/change_company'

export default defineAdminResource({
  key: 'companies.companies',
  model: Company,
  title: 'Companies',
  singular: 'company',
  section: 'Content',
  icon: 'lucide:building-2',
  summary: 'Companies that stories and jobs speak of, kept once.',
  subject: 'company',
  permissions: 'companies.manage',
  rows: 'few',
  label: ({ name }) => name,
  list: {
    columns: [
      { name: 'logo', kind: 'image', image: ({ logo }) => logo },
      { name: 'name', orderable: true },
      { name: 'contact' },
      { name: 'email', label: 'E-mail' },
      { name: 'url', kind: 'link', label: 'Site', href: ({ url }) => url },
      { name: 'createdAt', kind: 'datetime', label: 'Added', orderable: true },
    ],
    search: ['name', 'contact', 'email', 'url'],
    filters: [{ kind: 'date', name: 'createdAt', label: 'Added' }],
    order: '-createdAt',
    dates: 'createdAt',
    load: (query) => query.preload('logo'),
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
            help: 'By which others refer to it; it stays when the name changes.',
          },
          { kind: 'text', name: 'url', label: 'Site', type: 'url', maxLength: 500 },
          { kind: 'markup', name: 'about', maxLength: 100_000 },
          { kind: 'image', name: 'logoId', label: 'Logo', image: ({ logoId }) => findImage(logoId) },
        ],
      },
      {
        title: 'For staff',
        help: 'On no page of the site.',
        fields: [
          { kind: 'text', name: 'contact', maxLength: 100, help: 'Whom you write to.' },
          { kind: 'text', name: 'email', label: 'E-mail address', type: 'email', maxLength: 254 },
        ],
      },
    ],
  },
  import: { key: 'slug', more: 'For more, a script calls companies:save for each.' },
  save: ({ ctx, row, input }) => {
    const details = input as CompanyDetails
    return row ? changeCompany(ctx, row.id, details) : addCompany(ctx, details)
  },
  remove: ({ ctx, row }) => deleteCompany(ctx, row.id),
})

async function findImage(id: number | null): Promise<MediaImage | null> {
  return id === null ? null : MediaImage.find(id)
}
