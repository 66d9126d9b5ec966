import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'samples',
  title: 'Samples',
  summary: 'Published entries, the newest first.',
  permissions: { 'samples.manage': 'Add, change and delete entries' },
  routes: () => import('./routes.js'),
  contributes: {
    adminResources: [() => import('./admin/entries.js')],
    navigation: {
      main: [
        {
          key: 'samples.entries',
          title: 'Samples',
          href: '/samples/',
          weight: 500,
        },
      ],
    },
  },
})
