import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'navigation',
  title: 'Navigation',
  summary: 'Menus as staff want them: ordered, renamed, hidden, and with entries of their own.',
  feature: { owner: 'web editors' },
  permissions: { 'navigation.edit': 'Arrange the menus of the site' },
  routes: () => import('./routes.js'),
  commands: [
    () => import('./commands/navigation_list.js'),
    () => import('./commands/navigation_add.js'),
    () => import('./commands/navigation_move.js'),
    () => import('./commands/navigation_rename.js'),
    () => import('./commands/navigation_hide.js'),
    () => import('./commands/navigation_show.js'),
    () => import('./commands/navigation_remove.js'),
  ],
  contributes: {
    adminPages: [
      {
        key: 'navigation.menus',
        title: 'Menus',
        href: '/admin/menus/',
        section: 'Content',
        icon: 'lucide:list-tree',
        permission: 'navigation.edit',
        weight: 20,
      },
    ],
    menuArranger: () => import('./services/menu_arranger.js'),
    djangoModels: [() => import('./services/import/site_tree.js')],
    channels: [() => import('./services/kept_entries.js')],
  },
})
