import { definePlugin } from '@pydotorg/platform'
import { navigation } from './navigation.js'

export default definePlugin({
  name: 'downloads',
  title: 'Downloads',
  summary: 'Python releases with their files, for every system.',
  routes: () => import('./routes.js'),
  commands: [() => import('./commands/downloads_import.js')],
  seeders: [() => import('./database/seeders/releases_seeder.js')],
  contributes: {
    navigation,
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
  },
})
