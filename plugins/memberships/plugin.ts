import { definePlugin } from '@pydotorg/platform'

export default definePlugin({
  name: 'memberships',
  title: 'PSF membership',
  summary: 'Membership of the Python Software Foundation: joining, details, and the yearly word on voting.',
  feature: { owner: 'PSF staff' },
  features: {
    landing: {
      summary: 'The page /membership/, which invites people to join; `psf_membership` on python.org.',
      owner: 'PSF staff',
      default: 'on',
    },
  },
  permissions: { 'memberships.manage': 'See memberships, and change levels and details' },
  routes: () => import('./routes.js'),
  commands: [() => import('./commands/memberships_import.js'), () => import('./commands/memberships_export.js')],
  provides: [
    {
      contract: () => import('./contracts/membership_directory.js'),
      implementation: () => import('./services/stored_memberships.js'),
    },
  ],
  contributes: {
    settings: () => import('./services/settings.js'),
    adminResources: [() => import('./admin/memberships.js')],
    navigation: {
      footer: [{ key: 'memberships.levels', title: 'PSF membership', href: '/psf/membership/', weight: 50 }],
      // Leads to the form for joining or, for a member, to that for editing: menus are the same for everybody.
      account: [
        {
          key: 'memberships.membership',
          title: 'PSF membership',
          href: '/users/membership/',
          weight: 50,
          summary: 'Join the Python Software Foundation, or see to your membership.',
        },
      ],
    },
    sitemap: [() => import('./services/membership_sitemap.js')],
    djangoModels: [() => import('./services/import/django_memberships.js')],
    personalData: [
      {
        key: 'memberships.membership',
        title: 'PSF membership',
        onDeletion: 'deleted',
        explanation: 'Your membership of the Python Software Foundation ends, and its details are deleted.',
        read: () => import('./services/personal_data.js'),
      },
    ],
  },
})
