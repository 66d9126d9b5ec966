import {
  booleanField,
  integerField,
  ownAddressField,
  relatedField,
  textField,
  type WireField,
  type WireResource,
  type WriteField,
} from '@pydotorg/platform/wire_api'
import operatingSystems from './operating_systems.js'
import releases from './releases.js'

function optionalText(column: string, help: string): WireField {
  return textField(`downloads_release_files.${column}`, help, { fallback: '' })
}

const ADDRESS: WriteField = { longest: 200, format: 'url' }

/**
 * `/api/v1/downloads/release_file/` and `/api/v2/downloads/release_file/`. Behaviour kept from python.org: the files of
 * a draft are public.
 */
const releaseFiles: WireResource = {
  path: 'downloads/release_file',
  model: 'ReleaseFile',
  summary: 'Files of releases, with their checksums and signatures.',
  from: `downloads_release_files
    left join downloads_releases on downloads_releases.id = downloads_release_files.release_id
    left join downloads_operating_systems on downloads_operating_systems.id = downloads_release_files.operating_system_id`,
  id: 'downloads_release_files.id',
  order: [
    'downloads_releases.is_published desc',
    'downloads_releases.name collate "C"',
    'downloads_operating_systems.name collate "C"',
    'downloads_release_files.name collate "C"',
  ],
  storedJson: 'downloads_release_files.api_v2_json',
  fields: {
    name: textField('downloads_release_files.name', 'What the file is, such as Windows installer (64-bit).'),
    slug: textField('downloads_release_files.slug', 'Its own name among all files.', { unique: true }),
    os: relatedField('downloads_release_files.operating_system_id', operatingSystems, 'The system it is for.'),
    release: relatedField('downloads_release_files.release_id', releases, 'The release it belongs to.'),
    description: optionalText('description', 'Whom the file suits.'),
    is_source: booleanField('downloads_release_files.is_source', 'True for archives of the source.', {
      fallback: false,
    }),
    url: textField('downloads_release_files.url', 'Where to get it, on www.python.org.', {
      label: 'URL',
      unique: true,
    }),
    gpg_signature_file: optionalText('gpg_signature_file', 'Address of its signature by GPG.'),
    md5_sum: optionalText('md5_sum', 'Its MD5 checksum in hexadecimal.'),
    sha256_sum: optionalText('sha256_sum', 'Its SHA-256 checksum in hexadecimal.'),
    filesize: integerField('downloads_release_files.filesize', 'Bytes; 0 when unknown.', { fallback: 0 }),
    download_button: booleanField(
      'downloads_release_files.download_button',
      'True for the file that is offered first; one for each release and system.',
      { fallback: false }
    ),
    resource_uri: ownAddressField(),
    sigstore_signature_file: optionalText('sigstore_signature_file', 'Address of its signature by Sigstore.'),
    sigstore_cert_file: optionalText('sigstore_cert_file', 'Address of the certificate of that signature.'),
    sigstore_bundle_file: optionalText('sigstore_bundle_file', 'Address of signature and certificate in one.'),
    sbom_spdx2_file: optionalText('sbom_spdx2_file', 'Address of its bill of materials in SPDX 2.'),
  },
  v1: {
    listMethods: ['GET', 'POST', 'DELETE'],
    detailMethods: ['GET', 'DELETE'],
    filters: {
      name: ['exact'],
      slug: ['exact'],
      os: 'relations',
      release: 'relations',
      description: ['contains'],
    },
  },
  v2: {
    listMethods: ['GET', 'POST', 'HEAD', 'OPTIONS'],
    detailMethods: ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    filters: ['name', 'slug', 'description__contains', 'os', 'release'],
    unknownParameters: 'refused',
  },
  write: {
    noun: 'Release File',
    fields: {
      name: { longest: 200 },
      slug: { longest: 200, format: 'slug', slugOf: 'name' },
      os: {},
      release: {},
      description: { longest: 10_000 },
      is_source: {},
      url: ADDRESS,
      gpg_signature_file: ADDRESS,
      md5_sum: { longest: 200 },
      sha256_sum: { longest: 200 },
      filesize: { least: 0 },
      download_button: {},
      sigstore_signature_file: ADDRESS,
      sigstore_cert_file: ADDRESS,
      sigstore_bundle_file: ADDRESS,
      sbom_spdx2_file: ADDRESS,
    },
    oneMark: {
      mark: 'download_button',
      of: ['os', 'release'],
      sentence: 'Only one Release File per OS can have "Download button" enabled',
    },
    removableBy: 'release',
    rows: () => import('./rows/release_file_rows.js'),
  },
}

export default releaseFiles
