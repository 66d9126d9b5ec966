import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'samples',
  title: 'Samples',
  summary: 'Published entries, the newest first.',
  routes: () => import('./routes.js'),
  contributes: {
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
