import type Branch from '#models/branch'
import Release from '#models/release'
import { endOfLifeOf, type EndOfLife } from '#services/branch_schedules'
import { featuredFiles } from '#services/featured_files'
import { branchOf } from '#services/python_version'
import { loadCatalogue, type CataloguedRelease } from '#services/release_catalogue'
import {
  buttonFilesOf,
  filesOfRelease,
  type ButtonFile,
  type FileSystem,
  type VerifiableFile,
} from '#services/release_files'
import { checksFor, type Check } from '#services/verification'

/** The files of a release for one system. */
export interface SystemFiles {
  system: FileSystem
  files: VerifiableFile[]
}

/** Which columns the table of files has: those that some file fills. */
export interface FileColumns {
  size: boolean
  checksum: 'SHA-256' | 'MD5' | 'Checksum' | null
  sigstore: boolean
  gpg: boolean
  sbom: boolean
}

/** What the page of a release shows. */
export interface ReleasePage {
  release: Release
  branch: Branch | null
  endOfLife: EndOfLife | null
  successor: CataloguedRelease | null
  featured: ButtonFile[]
  systems: SystemFiles[]
  columns: FileColumns
  checks: { file: VerifiableFile; ways: Check[] }[]
}

/**
 * Collects the page of a published release, in at most six queries.
 *
 * @param slug - e.g. `python-3142`
 * @returns null when no published release has that slug
 */
export async function releasePage(slug: string): Promise<ReleasePage | null> {
  const release = await Release.query()
    .withScopes((scopes) => scopes.published())
    .where('slug', slug)
    .preload('branch')
    .first()
  if (!release) return null
  const files = await filesOfRelease(release.id)
  const catalogue = await loadCatalogue({ branch: branchOf(release.name) })
  const managerFile = hasWindowsButton(files) ? await installManagerFile() : null
  return {
    release,
    branch: release.branch ?? null,
    endOfLife: endOfLifeOf(release.name, scheduleOf(release)),
    successor: catalogue.successorOf(release),
    featured: featuredFiles<ButtonFile>(release, files, managerFile),
    systems: bySystem(files),
    columns: columnsOf(files),
    checks: files.map((file) => ({ file, ways: checksFor(release, file) })).filter(({ ways }) => ways.length > 0),
  }
}

function scheduleOf({ branch }: Release) {
  return branch ? { status: branch.status, endOfLife: branch.endOfLife?.toISODate() ?? null } : null
}

function hasWindowsButton(files: readonly VerifiableFile[]): boolean {
  return files.some((file) => file.downloadButton && file.system.slug === 'windows')
}

async function installManagerFile(): Promise<ButtonFile | null> {
  const manager = (await loadCatalogue({ latestOnly: true })).latestInstallManager
  const files = manager ? await buttonFilesOf([manager.id]) : []
  return files.find((file) => file.system.slug === 'windows') ?? null
}

/** @param files - sorted, so that a system's files stand together */
function bySystem(files: readonly VerifiableFile[]): SystemFiles[] {
  const groups: SystemFiles[] = []
  for (const file of files) {
    const last = groups.at(-1)
    if (last?.system.slug === file.system.slug) last.files.push(file)
    else groups.push({ system: file.system, files: [file] })
  }
  return groups
}

function columnsOf(files: readonly VerifiableFile[]): FileColumns {
  return {
    size: files.some((file) => file.filesize > 0),
    checksum: checksumColumn(files),
    sigstore: files.some((file) => file.sigstoreBundleFile || (file.sigstoreCertFile && file.sigstoreSignatureFile)),
    gpg: files.some((file) => file.gpgSignatureFile),
    sbom: files.some((file) => file.sbomSpdx2File),
  }
}

/** Named for what its rows hold. */
function checksumColumn(files: readonly VerifiableFile[]): FileColumns['checksum'] {
  const hasSha256 = files.some((file) => file.sha256Sum)
  const hasOnlyMd5 = files.some((file) => !file.sha256Sum && file.md5Sum)
  if (hasSha256 && hasOnlyMd5) return 'Checksum'
  if (hasSha256) return 'SHA-256'
  return hasOnlyMd5 ? 'MD5' : null
}
