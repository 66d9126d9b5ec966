import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'downloads',
  title: 'Downloads',
  summary: 'Python releases with their files, for every system.',
  routes: () => import('./routes.js'),
  commands: [() => import('./commands/downloads_import.js')],
  seeders: [() => import('./database/seeders/releases_seeder.js')],
})
