import db from '@adonisjs/lucid/services/db'
import { createFixedSystems } from '#database/factories/operating_system_factory'

/*
| Rows with the ids and the odd values that the wire is about. Written without models, for their dates have
| microseconds.
*/

const RELEASE = {
  version: 3,
  is_latest: false,
  is_published: true,
  pre_release: false,
  show_on_download_page: true,
  release_notes_url: '',
  release_date: '2024-01-02T00:00:00Z',
}

const RELEASES = [
  { ...RELEASE, id: 710, name: 'Python 2.7.18', slug: 'python-2718', version: 2, is_latest: true },
  { ...RELEASE, id: 711, name: 'Python 3.10.19', slug: 'python-31019', release_date: '2025-10-09T00:00:00Z' },
  {
    ...RELEASE,
    id: 712,
    name: 'Python 3.14.0',
    slug: 'python-3140',
    is_latest: true,
    release_date: '2025-10-07T12:34:56.789012Z',
    release_notes_url: 'https://docs.python.org/release/3.14.0/whatsnew/changelog.html',
  },
  {
    ...RELEASE,
    id: 713,
    name: 'Python 3.14.0rc2',
    slug: 'python-3140rc2',
    pre_release: true,
    release_date: '2025-08-14T00:00:00.12Z',
  },
  { ...RELEASE, id: 714, name: 'Python 3.8.20', slug: 'python-3820' },
  { ...RELEASE, id: 715, name: 'Python 3.9.25', slug: 'python-3925', show_on_download_page: false },
  { ...RELEASE, id: 716, name: 'Python 3.15.0a1', slug: 'python-3150a1', is_published: false, pre_release: true },
  {
    ...RELEASE,
    id: 717,
    name: 'Python install manager 25.0',
    slug: 'python-install-manager-250',
    version: 100,
    is_latest: true,
  },
]

const FILE = { description: '', is_source: false, download_button: false, md5_sum: '', sha256_sum: '', filesize: 0 }

const XZ = 'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz'

const FILES = [
  {
    ...FILE,
    id: 801,
    name: 'XZ compressed source tarball',
    slug: '3140-XZ-compressed-source-tarball',
    operating_system_id: 3,
    release_id: 712,
    is_source: true,
    download_button: true,
    url: XZ,
    gpg_signature_file: `${XZ}.asc`,
    sigstore_bundle_file: `${XZ}.sigstore`,
    sbom_spdx2_file: `${XZ}.spdx.json`,
    md5_sum: '5f0a3b1c',
    sha256_sum: '2299dae5',
    filesize: 23456789,
  },
  {
    ...FILE,
    id: 802,
    name: 'Windows installer (64-bit)',
    slug: '3140-Windows-installer-64-bit',
    operating_system_id: 1,
    release_id: 712,
    description: 'Recommended',
    url: 'https://www.python.org/ftp/python/3.14.0/python-3.14.0-amd64.exe',
  },
  {
    ...FILE,
    id: 803,
    name: 'macOS installer',
    slug: '31019-macOS-installer',
    operating_system_id: 2,
    release_id: 711,
    description: 'for macOS 10.13 and later: 100% universal2',
    url: 'https://www.python.org/ftp/python/3.10.19/python-3.10.19-macos11.pkg',
  },
  {
    ...FILE,
    id: 804,
    name: 'Gzipped source tarball',
    slug: '2718-Gzipped-source-tarball',
    operating_system_id: 3,
    release_id: 710,
    is_source: true,
    url: 'http://www.python.org/ftp/python/2.7.18/Python-2.7.18.tgz',
  },
  {
    ...FILE,
    id: 805,
    name: 'Gzipped source tarball',
    slug: '3150a1-Gzipped-source-tarball',
    operating_system_id: 3,
    release_id: 716,
    is_source: true,
    url: 'https://www.python.org/ftp/python/3.15.0/Python-3.15.0a1.tgz',
  },
]

/**
 * The five systems, eight releases (one a draft, one hidden, two before their final, one install manager) and five
 * files (one of the draft).
 */
export async function createApiRows(): Promise<void> {
  await createFixedSystems()
  await db.table('downloads_releases').multiInsert(RELEASES)
  for (const file of FILES) await db.table('downloads_release_files').insert(file)
}

/** What JSON escapes, what HTML escapes, what nobody escapes, and what only one version of the API escapes. */
export const ODD_NAME = 'Pythön "3.8"\\ <b>&amp;\u2028/ 🐍\u0001\t\n\u007f'

/** A published release whose name is that. */
export async function createOddRelease(): Promise<void> {
  await db.table('downloads_releases').insert({ ...RELEASE, id: 718, name: ODD_NAME, slug: 'odd' })
}
