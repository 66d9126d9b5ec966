import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'boxes',
  title: 'Boxes',
  summary: 'Pieces of text that staff edit, shown on pages by their labels.',
  feature: { owner: 'content editors' },
  permissions: { 'boxes.manage': 'Add, change and delete boxes' },
  routes: () => import('./routes.js'),
  commands: [
    () => import('./commands/boxes_list.js'),
    () => import('./commands/boxes_set.js'),
    () => import('./commands/boxes_delete.js'),
  ],
  provides: [
    {
      contract: () => import('./contracts/boxes.js'),
      implementation: () => import('./services/stored_boxes.js'),
    },
  ],
  contributes: {
    adminResources: [() => import('./admin/boxes.js')],
    snippets: () => import('./services/snippet.js'),
    djangoModels: [() => import('./services/import/boxes.js')],
    personalData: [
      {
        key: 'boxes.boxes',
        title: 'Boxes',
        onDeletion: 'kept',
        explanation: 'Boxes that you wrote or changed stay on the site; that it was you is forgotten.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
