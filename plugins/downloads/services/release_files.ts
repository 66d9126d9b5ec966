import db from '@adonisjs/lucid/services/db'
import { sortFiles } from '#services/file_order'

/** The system a file is for. */
export interface FileSystem {
  name: string
  slug: string
}

/** A file as pages list it; not a model, because some pages list thousands. */
export interface ListedFile {
  releaseId: number
  name: string
  slug: string
  description: string
  url: string
  /** Bytes; 0 when unknown. */
  filesize: number
  downloadButton: boolean
  system: FileSystem
}

/** A file with everything by which it can be verified. Addresses are empty when there is none. */
export interface VerifiableFile extends ListedFile {
  md5Sum: string
  sha256Sum: string
  gpgSignatureFile: string
  sigstoreSignatureFile: string
  sigstoreCertFile: string
  sigstoreBundleFile: string
  sbomSpdx2File: string
}

/** A release has some twenty files, a system some thousands. */
const BOUND = 20_000

/** @returns the files of a release as its page lists them, by one query */
export async function filesOfRelease(releaseId: number): Promise<VerifiableFile[]> {
  const rows = await filesQuery()
    .select({
      md5Sum: 'f.md5_sum',
      sha256Sum: 'f.sha256_sum',
      gpgSignatureFile: 'f.gpg_signature_file',
      sigstoreSignatureFile: 'f.sigstore_signature_file',
      sigstoreCertFile: 'f.sigstore_cert_file',
      sigstoreBundleFile: 'f.sigstore_bundle_file',
      sbomSpdx2File: 'f.sbom_spdx2_file',
    })
    .where('f.release_id', releaseId)
  return sortFiles(rows.map(withSystem), (file) => file.system.slug) as VerifiableFile[]
}

/**
 * @param releaseIds - releases to look at
 * @returns the files that big buttons offer, with checksums, by one query
 */
export async function buttonFilesOf(releaseIds: readonly number[]): Promise<ButtonFile[]> {
  if (!releaseIds.length) return []
  const rows = await filesQuery()
    .select({ md5Sum: 'f.md5_sum', sha256Sum: 'f.sha256_sum' })
    .where('f.download_button', true)
    .whereIn('f.release_id', [...releaseIds])
  return rows.map(withSystem) as ButtonFile[]
}

/** A file of a big button. */
export type ButtonFile = ListedFile & Pick<VerifiableFile, 'md5Sum' | 'sha256Sum'>

/** A file on the page of its system, where thousands stand: only what that page shows. */
export type SystemFile = Pick<ListedFile, 'releaseId' | 'name' | 'url' | 'filesize'>

/**
 * @param system - whose files
 * @returns every file for it, drafts' files included, by one query
 */
export async function filesOfSystem(system: { id: number; slug: string }): Promise<SystemFile[]> {
  const rows: SystemFile[] = await db
    .from('downloads_release_files')
    .select('release_id as releaseId', 'name', 'url', 'filesize')
    .where('operating_system_id', system.id)
    .limit(BOUND)
  return sortFiles(rows, () => system.slug)
}

function filesQuery() {
  return db
    .from('downloads_release_files as f')
    .join('downloads_operating_systems as s', 's.id', 'f.operating_system_id')
    .select('f.name', 'f.slug', 'f.description', 'f.url', 'f.filesize')
    .select({
      releaseId: 'f.release_id',
      downloadButton: 'f.download_button',
      systemName: 's.name',
      systemSlug: 's.slug',
    })
    .limit(BOUND)
}

function withSystem({ systemName, systemSlug, ...file }: Record<string, unknown>): ListedFile {
  return { ...file, system: { name: systemName, slug: systemSlug } } as ListedFile
}
