import { DateTime } from 'luxon'
import { BranchFactory } from '#database/factories/branch_factory'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'
import type Branch from '#models/branch'
import type { BranchStatus } from '#models/branch'
import type Release from '#models/release'
import { INSTALL_MANAGER } from '#models/release'
import type ReleaseFile from '#models/release_file'

/** Digests that tests look for. */
export const DIGESTS = {
  source: 'ce543ab854bc256b61b71e9b27f831ffd1bfd60a479d639f8be7f9757cf573e9',
  windows: '5d9d7a604c057e67973e1d4b3b488ae20a0e5ee5496d03b5cf091410e33e39ed',
  windowsMd5: 'ac25cf79f710bf31601ed067ccd07deb',
  macos: 'd9309423b693ed63aea6b1fbfc0c34f16842cdca22a1b3edef283b87567a53b9',
  manager: 'bdd1a4e0b485f674748b275095cc8e7132beb37a1ae91db080abb2661e3badec',
}

const FTP = 'https://www.python.org/ftp/python'

/**
 * Four series and eight releases as python.org has them: seven published, six of these final, five of those in the
 * list. Python 3.14.2 has files for every system but iOS, Python 3.9.25 has an MD5 only, and the install manager is
 * there.
 *
 * @returns the releases by their numbers, and `draft` and `manager`
 */
export async function createSampleSite() {
  const systems = await createFixedSystems()
  const branches = {
    '3.15': await branch('3.15', 'prerelease', ['2026-05-05', '2026-10-01', '2028-10-01', '2031-10-01']),
    '3.14': await branch('3.14', 'bugfix', ['2025-05-07', '2025-10-07', '2027-10-07', '2030-10-01']),
    '3.10': await branch('3.10', 'security', ['2021-05-03', '2021-10-04', '2023-04-05', '2026-10-01']),
    '3.9': await branch('3.9', 'end-of-life', ['2020-05-18', '2020-10-05', '2022-05-17', '2025-10-31']),
    '3.8': await branch('3.8', 'end-of-life', ['2019-06-04', '2019-10-14', '2021-05-03', '2024-10-07']),
  }
  const release = (name: string, day: string, rest: Partial<Release> = {}) =>
    ReleaseFactory.merge({
      name,
      releaseDate: DateTime.fromISO(day, { zone: 'utc' }),
      branchId: branches[name.replace('Python ', '').split('.', 2).join('.') as keyof typeof branches]?.id ?? null,
      ...rest,
    }).create()

  const releases = {
    '3.15.0a2': await release('Python 3.15.0a2', '2025-11-19', { preRelease: true }),
    '3.14.2': await release('Python 3.14.2', '2025-12-05', { isLatest: true }),
    '3.14.1': await release('Python 3.14.1', '2025-12-02'),
    '3.9.25': await release('Python 3.9.25', '2025-10-31'),
    '3.8.20': await release('Python 3.8.20', '2024-09-06', { showOnDownloadPage: false }),
    '2.7.18': await release('Python 2.7.18', '2020-04-20', { version: 2, isLatest: true }),
    'manager': await release('Python install manager 25.2', '2025-12-04', { version: INSTALL_MANAGER, isLatest: true }),
    'draft': await release('Python 3.14.3', '2026-02-03', { isPublished: false }),
  }

  const file = (owner: Release, system: keyof typeof systems, rest: Partial<ReleaseFile>) =>
    ReleaseFileFactory.merge({
      releaseId: owner.id,
      operatingSystemId: systems[system].id,
      sha256Sum: '',
      filesize: 0,
      ...rest,
    }).create()

  const latest = releases['3.14.2']
  await file(latest, 'source', {
    name: 'Gzipped source tarball',
    url: `${FTP}/3.14.2/Python-3.14.2.tgz`,
    isSource: true,
  })
  await file(latest, 'source', {
    name: 'XZ compressed source tarball',
    url: `${FTP}/3.14.2/Python-3.14.2.tar.xz`,
    isSource: true,
    downloadButton: true,
    sha256Sum: DIGESTS.source,
    filesize: 23_566_248,
    sigstoreBundleFile: `${FTP}/3.14.2/Python-3.14.2.tar.xz.sigstore`,
    sbomSpdx2File: `${FTP}/3.14.2/Python-3.14.2.tar.xz.spdx.json`,
  })
  await file(latest, 'windows', {
    name: 'Windows installer (32-bit)',
    url: `${FTP}/3.14.2/python-3.14.2.exe`,
  })
  await file(latest, 'windows', {
    name: 'Windows installer (64-bit)',
    description: 'Recommended',
    url: `${FTP}/3.14.2/python-3.14.2-amd64.exe`,
    downloadButton: true,
    sha256Sum: DIGESTS.windows,
  })
  await file(latest, 'macos', {
    name: 'macOS installer',
    description: 'for macOS 10.15 and later',
    url: `${FTP}/3.14.2/python-3.14.2-macos11.pkg`,
    downloadButton: true,
    sha256Sum: DIGESTS.macos,
    sigstoreBundleFile: `${FTP}/3.14.2/python-3.14.2-macos11.pkg.sigstore`,
  })
  await file(latest, 'android', {
    name: 'Android embeddable package (aarch64)',
    url: `${FTP}/3.14.2/python-3.14.2-aarch64-linux-android.tar.gz`,
  })
  await file(releases['3.9.25'], 'source', {
    name: 'Gzipped source tarball',
    url: `${FTP}/3.9.25/Python-3.9.25.tgz`,
    md5Sum: DIGESTS.windowsMd5,
    gpgSignatureFile: `${FTP}/3.9.25/Python-3.9.25.tgz.asc`,
  })
  await file(releases['3.15.0a2'], 'source', {
    name: 'XZ compressed source tarball',
    url: `${FTP}/3.15.0/Python-3.15.0a2.tar.xz`,
  })
  await file(releases.manager, 'windows', {
    name: 'MSIX package',
    url: `${FTP}/pymanager/python-manager-25.2.msix`,
    downloadButton: true,
    sha256Sum: DIGESTS.manager,
  })
  return releases
}

/** @param days - feature freeze, first release, end of bug fixes, end of life */
function branch(name: string, status: BranchStatus, days: [string, string, string, string]): Promise<Branch> {
  const [featureFreeze, firstRelease, endOfBugfix, endOfLife] = days.map((day) =>
    DateTime.fromISO(day, { zone: 'utc' })
  )
  return BranchFactory.merge({ name, status, featureFreeze, firstRelease, endOfBugfix, endOfLife }).create()
}
