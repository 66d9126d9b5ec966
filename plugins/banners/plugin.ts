import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'banners',
  title: 'Banners',
  summary: 'Words to all visitors above the header, and to programs in a header of the API.',
  feature: { owner: 'web editors' },
  permissions: { 'banners.edit': 'Write banners, and show or withdraw them' },
  commands: [
    () => import('./commands/banners_list.js'),
    () => import('./commands/banners_create.js'),
    () => import('./commands/banners_update.js'),
    () => import('./commands/banners_activate.js'),
    () => import('./commands/banners_deactivate.js'),
    () => import('./commands/banners_delete.js'),
  ],
  contributes: {
    adminResources: [() => import('./admin/banners.js')],
    pageTops: [{ key: 'banners.banner', view: 'banners::page_top', data: () => import('./services/page_banner.js') }],
    apiHeaders: [() => import('./services/api_notice.js')],
    channels: [() => import('./services/kept_banners.js')],
    djangoModels: [() => import('./services/import/banners.js')],
  },
})
