import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'downloads',
  title: 'Downloads',
  summary: 'Python releases with their files, for every system.',
  routes: () => import('./routes.js'),
  seeders: [() => import('./database/seeders/releases_seeder.js')],
})
