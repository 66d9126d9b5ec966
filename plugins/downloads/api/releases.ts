import {
  booleanField,
  elsewhereField,
  integerField,
  momentField,
  ownAddressField,
  textField,
  type WireResource,
} from '@pydotorg/platform/wire_api'

/** As Release's RELEASE_VERSIONS; a declaration wakes no model. */
const VERSIONS = [1, 2, 3, 100]

/** `/api/v1/downloads/release/` and `/api/v2/downloads/release/`. */
const releases: WireResource = {
  path: 'downloads/release',
  model: 'Release',
  summary: 'Releases of Python and of its install manager.',
  from: 'downloads_releases',
  id: 'downloads_releases.id',
  order: ['downloads_releases.name collate "C"'],
  visible: 'downloads_releases.is_published',
  storedJson: 'downloads_releases.api_v2_json',
  fields: {
    name: textField('downloads_releases.name', 'Python and the version, such as Python 3.14.0rc2.'),
    slug: textField('downloads_releases.slug', 'The name in addresses.', { unique: true }),
    version: integerField('downloads_releases.version', 'Python 1, 2 or 3; 100 is the install manager for Windows.', {
      fallback: 3,
      choices: VERSIONS,
    }),
    is_published: booleanField('downloads_releases.is_published', 'False for a draft.', { fallback: false }),
    is_latest: booleanField('downloads_releases.is_latest', 'True for one release of each version.', {
      fallback: false,
    }),
    release_date: momentField('downloads_releases.release_date', 'When it came out, in UTC; now unless it is given.'),
    pre_release: booleanField('downloads_releases.pre_release', 'True for alphas, betas and release candidates.', {
      fallback: false,
    }),
    release_page: elsewhereField(
      'downloads_releases.release_page_id',
      'pages/page',
      'A page that tells of the release.'
    ),
    release_notes_url: textField('downloads_releases.release_notes_url', 'Address of what is new.', { fallback: '' }),
    show_on_download_page: booleanField(
      'downloads_releases.show_on_download_page',
      'True when the list of all releases shows it.',
      { fallback: true }
    ),
    resource_uri: ownAddressField(),
  },
  v1: {
    listMethods: ['GET', 'POST'],
    detailMethods: ['GET', 'DELETE'],
    filters: {
      name: ['exact'],
      slug: ['exact'],
      is_published: ['exact'],
      pre_release: ['exact'],
      version: ['exact', 'startswith'],
      // Behaviour kept from python.org: a field to filter by, with no lookup that is allowed.
      release_date: [],
    },
  },
  v2: {
    listMethods: ['GET', 'POST', 'HEAD', 'OPTIONS'],
    detailMethods: ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    filters: ['name', 'slug', 'is_published', 'pre_release', 'version', 'release_date'],
    unknownParameters: 'ignored',
  },
  write: {
    noun: 'Release',
    fields: {
      name: { longest: 200 },
      slug: { longest: 200, format: 'slug', slugOf: 'name' },
      version: {},
      is_published: {},
      is_latest: {},
      release_date: { orNow: true },
      pre_release: {},
      release_page: { addressOf: 'pages/page' },
      release_notes_url: { longest: 200, format: 'url' },
      show_on_download_page: {},
    },
    rows: () => import('./rows/release_rows.js'),
  },
}

export default releases
