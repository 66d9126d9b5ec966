import type { BranchSchedule } from '#services/branch_schedules'
import type { VerifiableFile } from '#services/release_files'
import { ReleaseCatalogue, type CataloguedRelease, type ReleaseRecord } from '#services/release_catalogue'
import { branchOf, releaseOrder } from '#services/python_version'
import { slugify } from '@pydotorg/platform/models'

let lastId = 0

/** A published release as the catalogue reads it. */
export function releaseRow(name: string, date: string, rest: Partial<ReleaseRecord> = {}): CataloguedRelease {
  return {
    id: ++lastId,
    name,
    slug: slugify(name),
    version: name.includes('install manager') ? 100 : Number(/\d/.exec(name)?.[0] ?? 3),
    isLatest: false,
    preRelease: /\d(a|b|rc)\d+$/.test(name),
    showOnDownloadPage: true,
    date,
    releaseNotesUrl: '',
    branch: branchOf(name),
    order: releaseOrder(name),
    ...rest,
  }
}

/** A schedule as the database has it. */
export function scheduleRow(name: string, rest: Partial<BranchSchedule> = {}): BranchSchedule {
  return {
    name,
    status: 'bugfix',
    pep: null,
    startOfDevelopment: null,
    featureFreeze: null,
    firstRelease: null,
    endOfBugfix: null,
    endOfLife: null,
    ...rest,
  }
}

/** A catalogue of the given releases, newest first as the database gives them. */
export function catalogueOf(...releases: CataloguedRelease[]): ReleaseCatalogue {
  return new ReleaseCatalogue(releases.toSorted((a, b) => b.date.localeCompare(a.date)))
}

/** A file as a release's page reads it, with nothing to verify it by. */
export function fileRow(name: string, system: string, rest: Partial<VerifiableFile> = {}): VerifiableFile {
  return {
    releaseId: 1,
    name,
    slug: slugify(name),
    description: '',
    url: `https://www.python.org/ftp/python/3.14.0/${slugify(name)}.bin`,
    filesize: 0,
    downloadButton: false,
    system: { name: system, slug: system },
    md5Sum: '',
    sha256Sum: '',
    gpgSignatureFile: '',
    sigstoreSignatureFile: '',
    sigstoreCertFile: '',
    sigstoreBundleFile: '',
    sbomSpdx2File: '',
    ...rest,
  }
}
