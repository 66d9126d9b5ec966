import { ownAddressField, textField, type WireResource } from '@pydotorg/platform/wire_api'

/** `/api/v1/downloads/os/` and `/api/v2/downloads/os/`. */
const operatingSystems: WireResource = {
  path: 'downloads/os',
  model: 'OS',
  summary: 'Systems that files are for, and the source.',
  from: 'downloads_operating_systems',
  id: 'downloads_operating_systems.id',
  order: ['downloads_operating_systems.name collate "C"'],
  fields: {
    name: textField('downloads_operating_systems.name', 'The system as its maker writes it.'),
    slug: textField('downloads_operating_systems.slug', 'Its name in addresses.', { unique: true }),
    resource_uri: ownAddressField(),
  },
  v1: {
    listMethods: ['GET', 'POST'],
    detailMethods: ['GET', 'DELETE'],
    filters: { name: ['exact'], slug: ['exact'] },
  },
  v2: {
    listMethods: ['GET', 'POST', 'HEAD', 'OPTIONS'],
    detailMethods: ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    filters: ['name', 'slug'],
    unknownParameters: 'ignored',
  },
  write: {
    noun: 'Operating System',
    fields: {
      name: { longest: 200 },
      slug: { longest: 200, format: 'slug', slugOf: 'name' },
    },
    rows: () => import('./rows/operating_system_rows.js'),
  },
}

export default operatingSystems
