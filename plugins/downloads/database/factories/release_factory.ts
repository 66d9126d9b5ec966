import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import Release, { INSTALL_MANAGER } from '#models/release'
import { BranchFactory } from '#database/factories/branch_factory'
import { ReleaseFileFactory } from '#database/factories/release_file_factory'

/** Far above any real micro version, so that a test may name real releases beside these. */
let made = 500

/**
 * A published final release of Python 3, named Python 3.14.501 and so on. States: `draft`, `preRelease`, `latest`,
 * `hidden` (not on the downloads page), `installManager`.
 *
 * @example
 * const release = await ReleaseFactory.merge({ name: 'Python 3.14.0' }).with('files', 2).create()
 */
export const ReleaseFactory = factory
  .define(Release, () => {
    made += 1
    return {
      name: `Python 3.14.${made}`,
      version: 3,
      isLatest: false,
      isPublished: true,
      preRelease: false,
      showOnDownloadPage: true,
      releaseDate: DateTime.utc(2025, 10, 7),
      releaseNotesUrl: 'https://docs.python.org/release/3.14.0/whatsnew/changelog.html',
      content: '',
      contentMarkupType: 'markdown' as const,
      contentRendered: '',
    }
  })
  .state('draft', (release) => {
    release.isPublished = false
  })
  .state('preRelease', (release) => {
    release.name = `Python 3.15.0a${made}`
    release.preRelease = true
  })
  .state('latest', (release) => {
    release.isLatest = true
  })
  .state('hidden', (release) => {
    release.showOnDownloadPage = false
  })
  .state('installManager', (release) => {
    release.name = `Python install manager 25.${made}`
    release.version = INSTALL_MANAGER
  })
  .relation('branch', () => BranchFactory)
  .relation('files', () => ReleaseFileFactory)
  .build()
