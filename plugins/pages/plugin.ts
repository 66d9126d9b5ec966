import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'pages',
  title: 'Pages',
  summary: 'Pages that staff write, at paths of their own, and redirects from where things were.',
  feature: { owner: 'content editors' },
  permissions: {
    'pages.write': 'Write pages, and see drafts and histories',
    'pages.publish': 'Publish, schedule, take down and delete pages',
    'pages.redirect': 'Lead old addresses elsewhere',
  },
  routes: () => import('./routes.js'),
  commands: [
    () => import('./commands/pages_list.js'),
    () => import('./commands/pages_save.js'),
    () => import('./commands/pages_publish.js'),
    () => import('./commands/pages_history.js'),
    () => import('./commands/pages_restore.js'),
    () => import('./commands/pages_attach.js'),
    () => import('./commands/pages_delete.js'),
    () => import('./commands/pages_redirect.js'),
  ],
  provides: [
    {
      contract: () => import('./contracts/pages.js'),
      implementation: () => import('./services/stored_pages.js'),
    },
  ],
  seeders: [() => import('./database/seeders/redirects_seeder.js')],
  contributes: {
    adminResources: [() => import('./admin/pages.js'), () => import('./admin/redirects.js')],
    wireResources: [() => import('./api/pages.js')],
    fallbacks: [() => import('./services/answer_address.js')],
    sitemap: [() => import('./services/page_sitemap.js')],
    djangoModels: [
      () => import('./services/import/pages.js'),
      () => import('./services/import/page_files.js'),
      () => import('./services/import/redirects.js'),
    ],
    personalData: [
      {
        key: 'pages.revisions',
        title: 'Pages',
        onDeletion: 'kept',
        explanation:
          'Pages that you wrote or changed stay, with your name in their history, so that others can follow what happened.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
