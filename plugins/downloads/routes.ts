import type { HttpRouterService } from '@adonisjs/core/types'
import { adminPage } from '@pydotorg/platform/admin'
import { publicPage } from '@pydotorg/platform/page_cache'
import { apiRoutes } from './api/routes.js'
import { longLived } from './middleware/long_lived_middleware.js'

const Downloads = () => import('#controllers/downloads_controller')
const Feeds = () => import('#controllers/feeds_controller')
const LatestReleases = () => import('#controllers/latest_releases_controller')
const LegacyReleases = () => import('#controllers/legacy_releases_controller')
const OperatingSystems = () => import('#controllers/operating_systems_controller')
const PastedFiles = () => import('#controllers/pasted_files_controller')
const ReleaseFiles = () => import('#controllers/release_files_controller')
const Releases = () => import('#controllers/releases_controller')

/** What a slug can be; everything else is not found without asking the database. */
const SLUG = /^[\w-]+$/

/** The filter of the list without its words, of which there are too many to be kept. */
const FILTER = { series: /^\d\.\d{1,2}$/, stage: /^(?:final|pre|all)$/ }

/** As in `2.7.3` and `3.0rc1`. */
const VERSION = /^[\w.]+$/

export default function routes(router: HttpRouterService): void {
  // python.org answers all of it under /getit/, too; READMEs of twenty years link there.
  pages(router, '/downloads').as('downloads')
  pages(router, '/getit').as('downloads.getit')
  oldAddresses(router)
  apiRoutes(router)
  staffPages(router)
}

/** All files of a release at once; single ones are records. */
function staffPages(router: HttpRouterService): void {
  router
    .group(() => {
      router.get('/', [ReleaseFiles, 'index']).as('release_files.index')
      router.get('/edit/', [ReleaseFiles, 'edit']).as('release_files.edit')
      router.post('/', [ReleaseFiles, 'update']).as('release_files.update')
      router.post('/review/', [PastedFiles, 'store']).as('pasted_files.store')
    })
    .prefix('/admin/downloads/releases/:id/files')
    .where('id', /^[1-9]\d{0,8}$/)
    .as('downloads')
    .use(adminPage('downloads.manage'))
}

function pages(router: HttpRouterService, prefix: string) {
  return router
    .group(() => {
      router
        .get('/', [Downloads, 'index'])
        .as('index')
        .use(publicPage({ query: FILTER }))
      router.get('/feed.rss', [Feeds, 'show']).as('feeds.show').use(publicPage())
      router.get('/release/:slug/', [Releases, 'show']).where('slug', SLUG).as('releases.show').use(publicPage())
      router.get('/operating-systems/', [OperatingSystems, 'index']).as('systems.index').use(publicPage())
      router.get('/latest/:target?', [LatestReleases, 'show']).as('latest_releases.show').slashOptional()
      router.get('/:slug/', [OperatingSystems, 'show']).where('slug', SLUG).as('systems.show').use(publicPage())
    })
    .prefix(prefix)
    .use(longLived)
}

/** Where things were before 2014. */
const OLD_ADDRESSES: Readonly<Record<string, string>> = {
  '/download/': '/downloads/',
  '/download/source/': '/downloads/source/',
  '/download/mac/': '/downloads/macos/',
  '/download/windows/': '/downloads/windows/',
  '/windows/': '/downloads/windows/',
  '/download/download_mac.html': '/downloads/macos/',
  '/download/download_source.html': '/downloads/source/',
  '/download/download_win31.html': '/downloads/windows/',
  '/download/download_windows.html': '/downloads/windows/',
}

function oldAddresses(router: HttpRouterService): void {
  router
    .get('/download/releases/:version/', [LegacyReleases, 'show'])
    .where('version', VERSION)
    .as('downloads.legacy_releases.show')
  for (const [from, to] of Object.entries(OLD_ADDRESSES)) {
    const name = from
      .replace(/\.html$/, '')
      .split('/')
      .filter(Boolean)
      .join('_')
    router.on(from).redirectToPath(to, { status: 301 }).as(`downloads.old_addresses.${name}`)
  }
}
