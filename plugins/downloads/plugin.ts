import { definePlugin } from '@pydotorg/platform'

/** In the main menu, where the children are a panel, and as a column of the footer. */
const pages = {
  key: 'downloads.downloads',
  title: 'Downloads',
  href: '/downloads/',
  weight: 20,
  summary: 'The latest release for your system, and every other one',
  children: [
    { key: 'downloads.windows', title: 'Windows', href: '/downloads/windows/', weight: 10 },
    { key: 'downloads.macos', title: 'macOS', href: '/downloads/macos/', weight: 20 },
    { key: 'downloads.source', title: 'Source', href: '/downloads/source/', weight: 30 },
    { key: 'downloads.systems', title: 'All systems', href: '/downloads/operating-systems/', weight: 40 },
  ],
}

/** Beside them in the panel. */
const newestReleases = {
  view: 'downloads::panels/newest',
  data: () => import('./services/home/newest_releases.js'),
  tags: ['downloads:releases'],
}

const assets = ['plugins/downloads/assets/downloads.css', 'plugins/downloads/assets/downloads.js']

/** When something that is made of releases is out of date. */
const news = [
  () => import('./contracts/events/release_published.js'),
  () => import('./contracts/events/release_changed.js'),
  () => import('@pydotorg/boxes/contracts/events/boxes_imported'),
]

export default definePlugin({
  name: 'downloads',
  title: 'Downloads',
  summary: 'Python releases with their files, for every system.',
  uses: ['boxes', 'pages'],
  permissions: { 'downloads.manage': 'Add, change, publish and delete releases and their files' },
  routes: () => import('./routes.js'),
  commands: [() => import('./commands/downloads_import.js'), () => import('./commands/downloads_boxes.js')],
  listeners: [
    ...news.map((event) => ({ event, handle: () => import('./listeners/refresh_generated.js') })),
    {
      event: () => import('@pydotorg/pages/contracts/events/page_removed'),
      handle: () => import('./listeners/forget_page.js'),
    },
  ],
  jobs: [() => import('./jobs/import_catalogue.js'), () => import('./jobs/clear_imports.js')],
  schedules: [{ name: 'downloads.clear_imports', job: () => import('./jobs/clear_imports.js'), cron: '7 2 * * 0' }],
  seeders: [() => import('./database/seeders/releases_seeder.js')],
  provides: [
    {
      contract: () => import('./contracts/release_directory.js'),
      implementation: () => import('./services/published_releases.js'),
    },
  ],
  contributes: {
    settings: () => import('./services/settings.js'),
    adminResources: [
      () => import('./admin/releases.js'),
      () => import('./admin/release_files.js'),
      () => import('./admin/operating_systems.js'),
    ],
    adminPanels: [
      {
        key: 'downloads.releases_by_year',
        title: 'Releases a year',
        permission: 'downloads.manage',
        view: 'downloads::admin/releases_by_year',
        data: () => import('./services/panels/releases_by_year.js'),
        width: 'half',
        weight: 60,
      },
    ],
    navigation: { main: [{ ...pages, panel: newestReleases }], footer: [pages] },
    homeSections: [
      {
        key: 'downloads.latest',
        title: 'Download button',
        weight: 10,
        place: 'opening',
        view: 'downloads::home/latest',
        data: () => import('./services/home/download_button.js'),
        assets: assets,
        cache: { lifetime: '1 hour', tags: ['downloads:releases'] },
      },
      {
        key: 'downloads.newest',
        title: 'Newest releases',
        weight: 10,
        width: 'half',
        view: 'downloads::home/newest',
        data: () => import('./services/home/newest_releases.js'),
        assets: assets,
        cache: { lifetime: '1 hour', tags: ['downloads:releases'] },
      },
      {
        key: 'downloads.support',
        title: 'Supported versions',
        weight: 40,
        view: 'downloads::home/support',
        data: () => import('./services/home/supported_series.js'),
        assets: [...assets, 'plugins/downloads/assets/support_scene.js'],
        // The line of today moves on.
        cache: { lifetime: '1 hour', tags: ['downloads:releases'] },
      },
    ],
    feeds: [{ title: 'Python releases', href: '/downloads/feed.rss', type: 'application/rss+xml' }],
    sitemap: [() => import('./services/release_sitemap.js')],
    healthChecks: [() => import('./services/latest_release_check.js')],
    wireResources: [
      () => import('./api/operating_systems.js'),
      () => import('./api/releases.js'),
      () => import('./api/release_files.js'),
    ],
  },
})
