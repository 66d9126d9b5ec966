import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'navigation',
  title: 'Navigation',
  summary: 'Menus as staff want them: ordered, renamed, hidden, and with entries of their own.',
  feature: { owner: 'web editors' },
  permissions: { 'navigation.edit': 'Arrange the menus of the site' },
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
    menuArranger: () => import('./services/menu_arranger.js'),
    djangoModels: [() => import('./services/import/site_tree.js')],
    channels: [() => import('./services/kept_entries.js')],
  },
})
