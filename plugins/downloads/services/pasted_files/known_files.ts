import db from '@adonisjs/lucid/services/db'
import type Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { nameOf } from '#services/pasted_files/read_pasted'

/** What is known of a file by its name alone. */
export interface KnownFile {
  name: string
  /** Slug of its system. */
  system: string
  description?: string
  isSource?: boolean
  downloadButton?: boolean
}

const BITS: Readonly<Record<string, string>> = { amd64: '64-bit', win32: '32-bit', arm64: 'ARM64' }

/** The files that CPython has now; the first pattern that fits counts. */
const PATTERNS: readonly [RegExp, (match: readonly string[]) => KnownFile][] = [
  [/\.tgz$/, () => ({ name: 'Gzipped source tarball', system: 'source', isSource: true })],
  [
    /^Python-.*\.tar\.xz$/,
    () => ({ name: 'XZ compressed source tarball', system: 'source', isSource: true, downloadButton: true }),
  ],
  [/\.tar\.bz2$/, () => ({ name: 'bzip2 compressed source tarball', system: 'source', isSource: true })],
  [
    /-embed-(amd64|win32|arm64)\.zip$/,
    ([, bits]) => ({ name: `Windows embeddable package (${BITS[bits!]})`, system: 'windows' }),
  ],
  [
    /-amd64\.exe$/,
    () => ({ name: 'Windows installer (64-bit)', system: 'windows', description: 'Recommended', downloadButton: true }),
  ],
  [/-arm64\.exe$/, () => ({ name: 'Windows installer (ARM64)', system: 'windows', description: 'Experimental' })],
  [/^python-[^-]+\.exe$/, () => ({ name: 'Windows installer (32-bit)', system: 'windows' })],
  [/^windows-.*\.json$/, () => ({ name: 'Windows release manifest', system: 'windows' })],
  [/\.chm$/, () => ({ name: 'Windows help file', system: 'windows' })],
  [/\.msix$/, () => ({ name: 'MSIX package', system: 'windows', downloadButton: true })],
  [/\.msi$/, () => ({ name: 'MSI package', system: 'windows' })],
  [/-macos\w*\.pkg$/, () => ({ name: 'macOS installer', system: 'macos', downloadButton: true })],
  [
    /-(aarch64|x86_64)-linux-android\.tar\.gz$/,
    ([, processor]) => ({ name: `Android embeddable package (${processor})`, system: 'android' }),
  ],
  [/-ios-xcframework\.tar\.gz$/i, () => ({ name: 'iOS XCframework', system: 'ios' })],
]

/**
 * @param fileName - without its folder
 * @returns what it is; null for a name of another kind
 * @example
 * knownFile('python-3.14.0-arm64.exe')?.name // 'Windows installer (ARM64)'
 */
export function knownFile(fileName: string): KnownFile | null {
  for (const [pattern, made] of PATTERNS) {
    const match = pattern.exec(fileName)
    if (match) return made(match)
  }
  return null
}

/** Files of a release by the shapes of their names. */
export type FormerFiles = ReadonlyMap<string, ReleaseFile>

/**
 * What files were called, and for whom they were, in the release before this one: the newest of its series that has
 * files, or else of its version.
 *
 * @param release - that gets files
 * @returns them by the shapes of their names, by one query
 */
export async function formerFiles({ id, version, branchId }: Release): Promise<FormerFiles> {
  const former = db
    .from('downloads_releases')
    .select('id')
    .where('version', version)
    .whereNot('id', id)
    .whereExists((files) => {
      files.from('downloads_release_files').whereColumn('release_id', 'downloads_releases.id')
    })
    .orderByRaw('(branch_id = ?) is true desc, release_date desc', [branchId ?? 0])
    .limit(1)
  const files = await ReleaseFile.query().whereIn('release_id', former).orderBy('id').limit(200)
  return new Map(files.map((file) => [shapeOf(nameOf(file.url)), file]))
}

/**
 * @param fileName - without its folder
 * @returns the name without its version, so that files of two releases can be told to be the same
 * @example
 * shapeOf('python-3.14.0rc2-macos11.pkg') // 'python-#-macos11.pkg'
 */
export function shapeOf(fileName: string): string {
  return fileName.replace(/\d+(?:\.\d+)+(?:(?:a|b|rc)\d+)?(?:\.?post\d+)?/, '#')
}
