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

export default definePlugin({
  name: 'downloads',
  title: 'Downloads',
  summary: 'Python releases with their files, for every system.',
  routes: () => import('./routes.js'),
  commands: [() => import('./commands/downloads_import.js')],
  seeders: [() => import('./database/seeders/releases_seeder.js')],
  contributes: {
    navigation: { main: [pages], footer: [pages] },
    homeSections: [
      {
        key: 'downloads.latest',
        weight: 10,
        view: 'downloads::home/latest',
        data: () => import('./services/home_section.js'),
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
