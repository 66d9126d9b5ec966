import { definePlugin } from '@pydotorg/platform'

const stories = {
  key: 'success_stories.stories',
  title: 'Success stories',
  href: '/success-stories/',
  weight: 50,
  summary: 'How people and companies use Python, told by themselves',
}

export default definePlugin({
  name: 'success_stories',
  title: 'Success stories',
  summary: 'Stories of people and companies who use Python, submitted by them and published by moderators.',
  uses: ['boxes', 'companies'],
  feature: { owner: 'PSF staff' },
  features: {
    submissions: {
      summary: 'The form by which people tell a story; what is published stays without it.',
      owner: 'PSF staff',
      default: 'on',
    },
  },
  permissions: { 'success_stories.moderate': 'Publish, return, feature and delete success stories' },
  routes: () => import('./routes.js'),
  commands: [
    () => import('./commands/success_stories_list.js'),
    () => import('./commands/success_stories_publish.js'),
    () => import('./commands/success_stories_unpublish.js'),
    () => import('./commands/success_stories_return.js'),
    () => import('./commands/success_stories_feature.js'),
    () => import('./commands/success_stories_delete.js'),
  ],
  seeders: [() => import('./database/seeders/categories_seeder.js')],
  listeners: [
    {
      event: () => import('./contracts/events/story_changed.js'),
      handle: () => import('./listeners/rewrite_box.js'),
    },
    {
      event: () => import('@pydotorg/companies/contracts/events/company_changed'),
      handle: () => import('./listeners/renew_box.js'),
    },
    {
      event: () => import('@pydotorg/boxes/contracts/events/boxes_imported'),
      handle: () => import('./listeners/renew_box.js'),
    },
  ],
  contributes: {
    settings: () => import('./services/settings.js'),
    adminResources: [() => import('./admin/stories.js'), () => import('./admin/categories.js')],
    adminPanels: [
      {
        key: 'success_stories.stories_by_month',
        title: 'Success stories',
        permission: 'success_stories.moderate',
        view: 'success_stories::admin/stories_by_month',
        data: () => import('./services/panels/stories_by_month.js'),
        width: 'half',
        weight: 70,
      },
    ],
    mailTemplates: () => import('./mails/templates.js'),
    djangoModels: [() => import('./services/import/story_categories.js'), () => import('./services/import/stories.js')],
    navigation: {
      main: [stories],
      footer: [stories],
      account: [
        {
          key: 'success_stories.submissions',
          title: 'Success stories',
          href: '/success-stories/submissions/',
          weight: 60,
          summary: 'Stories that you sent, and what became of them.',
        },
      ],
    },
    homeSections: [
      {
        key: 'success_stories.featured',
        title: 'A success story',
        weight: 50,
        view: 'success_stories::home/featured',
        data: () => import('./services/home_section.js'),
        assets: ['plugins/success_stories/assets/success_stories.css'],
        cache: { lifetime: '10 minutes', tags: ['success_stories:stories', 'companies:companies'] },
      },
    ],
    feeds: [{ title: 'Python success stories', href: '/success-stories/feed.rss', type: 'application/rss+xml' }],
    sitemap: [() => import('./services/story_sitemap.js')],
    personalData: [
      {
        key: 'success_stories.stories',
        title: 'Success stories',
        onDeletion: 'kept',
        explanation:
          'Success stories that you submitted stay, with the author that they name; that it was you is forgotten.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
