import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'companies',
  title: 'Companies',
  summary: 'Companies that stories and jobs speak of: their names, addresses and logos, kept once.',
  feature: { owner: 'content editors' },
  permissions: { 'companies.manage': 'Add, change and delete companies' },
  commands: [
    () => import('./commands/companies_list.js'),
    () => import('./commands/companies_save.js'),
    () => import('./commands/companies_delete.js'),
  ],
  contributes: {
    adminResources: [() => import('./admin/companies.js')],
    djangoModels: [() => import('./services/import/companies.js')],
  },
  provides: [
    {
      contract: () => import('./contracts/companies.js'),
      implementation: () => import('./services/stored_companies.js'),
    },
  ],
})
