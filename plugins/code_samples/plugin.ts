import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'code_samples',
  title: 'Code samples',
  summary: 'Short sessions and programs in Python that show what it looks like.',
  feature: { owner: 'content editors' },
  permissions: { 'code_samples.manage': 'Add, change and delete code samples' },
  routes: () => import('./routes.js'),
  commands: [
    () => import('./commands/code_samples_list.js'),
    () => import('./commands/code_samples_save.js'),
    () => import('./commands/code_samples_delete.js'),
  ],
  seeders: [() => import('./database/seeders/samples_seeder.js')],
  contributes: {
    adminResources: [() => import('./admin/samples.js')],
    adminPages: [
      {
        key: 'code_samples.order',
        title: 'Order of samples',
        href: '/admin/code-samples/order/',
        section: 'Content',
        icon: 'lucide:arrow-down-up',
        permission: 'code_samples.manage',
        weight: 105,
      },
    ],
    homeSections: [
      {
        key: 'code_samples.prompt',
        title: 'Python at its prompt',
        weight: 10,
        place: 'beside',
        view: 'code_samples::home/prompt',
        data: () => import('./services/home_section.js'),
        assets: ['plugins/code_samples/assets/code_samples.css'],
        cache: { lifetime: '1 day', tags: ['code_samples:samples'] },
      },
    ],
    sitemap: [() => import('./services/sample_sitemap.js')],
    djangoModels: [() => import('./services/import/code_samples.js')],
    personalData: [
      {
        key: 'code_samples.samples',
        title: 'Code samples',
        onDeletion: 'kept',
        explanation: 'Code samples that you wrote or changed stay on the site; that it was you is forgotten.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
