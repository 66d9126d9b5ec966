import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'user_groups',
  title: 'User groups',
  summary: 'Groups of people around the world who meet because of Python.',
  feature: { owner: 'community moderators' },
  features: {
    proposals: {
      summary: 'The form by which people propose a group; the list stays without it.',
      owner: 'community moderators',
      default: 'on',
    },
  },
  permissions: { 'user_groups.moderate': 'Approve, trust and delete user groups' },
  routes: () => import('./routes.js'),
  contributes: {
    adminResources: [() => import('./admin/groups.js')],
    navigation: {
      footer: [{ key: 'user_groups.groups', title: 'User groups', href: '/community/user-groups/', weight: 60 }],
    },
    sitemap: [() => import('./services/group_sitemap.js')],
    personalData: [
      {
        key: 'user_groups.groups',
        title: 'User groups',
        onDeletion: 'kept',
        explanation:
          'User groups that you proposed stay on the list for the people in them; that it was you is forgotten.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
